package io.sluice.bootstrap.website;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.bootstrap.website.ArrivalSource.Holdings;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What has arrived in the lake and in the hot store, as the pages get it. */
final class Arrivals {
  private static final JsonFactory JSON = new JsonFactory();
  private static final double MILLIS_PER_SECOND = 1e3;

  private final ArrivalWatch lake;
  private final Optional<ArrivalWatch> hot;

  Arrivals(ArrivalWatch lake, Optional<ArrivalWatch> hot) {
    this.lake = lake;
    this.hot = hot;
  }

  /**
   * Both stores, and where these events are.
   *
   * @param eventIds what a page has sent; others are not answered
   */
  String json(Collection<String> eventIds) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      store(json, "lake", lake.state());
      store(
          json,
          "hot",
          hot.map(ArrivalWatch::state).orElse(ArrivalWatch.State.of("not configured")));
      events(json, eventIds);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text + "\n";
  }

  private static void store(JsonGenerator json, String name, ArrivalWatch.State state)
      throws IOException {
    if (state.holdings().isEmpty()) {
      json.writeNullField(name);
      json.writeStringField(name + "Reason", state.reason());
      return;
    }
    Holdings holdings = state.holdings().get();
    json.writeObjectFieldStart(name);
    json.writeNumberField("rows", holdings.rows());
    if (holdings.version().isPresent()) {
      json.writeNumberField("version", holdings.version().getAsLong());
    }
    if (holdings.newestAt().isPresent()) {
      json.writeStringField("newestAt", holdings.newestAt().get().toString());
    }
    if (holdings.delay().isPresent()) {
      json.writeNumberField(
          "freshnessSeconds", holdings.delay().get().toMillis() / MILLIS_PER_SECOND);
    }
    json.writeEndObject();
  }

  private void events(JsonGenerator json, Collection<String> eventIds) throws IOException {
    Map<String, OptionalLong> inLake = lake.find(eventIds);
    Map<String, OptionalLong> inHot = hot.map(store -> store.find(eventIds)).orElse(Map.of());
    json.writeObjectFieldStart("events");
    for (String id : eventIds) {
      if (inLake.containsKey(id) || inHot.containsKey(id)) {
        json.writeObjectFieldStart(id);
        if (inLake.containsKey(id)) {
          json.writeNumberField("lakeVersion", inLake.get(id).getAsLong());
        }
        json.writeBooleanField("hot", inHot.containsKey(id));
        json.writeEndObject();
      }
    }
    json.writeEndObject();
  }
}
