package io.sluice.bootstrap.website;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.bootstrap.website.ArrivalSource.Holdings;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
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
      store(json, "lake", lake);
      if (hot.isPresent()) {
        store(json, "hot", hot.get());
      } else {
        absent(json, "hot", "not configured");
      }
      events(json, eventIds);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text + "\n";
  }

  private static void store(JsonGenerator json, String name, ArrivalWatch watch)
      throws IOException {
    ArrivalWatch.State state = watch.state();
    if (state.holdings().isPresent()) {
      holdings(json, name, state.holdings().get());
    } else {
      absent(json, name, state.reason());
    }
    Optional<Duration> ago = watch.seenAgo(state);
    if (ago.isPresent()) {
      json.writeNumberField(name + "SeenSecondsAgo", seconds(ago.get()));
    }
  }

  private static void absent(JsonGenerator json, String name, String reason) throws IOException {
    json.writeNullField(name);
    json.writeStringField(name + "Reason", reason);
  }

  private static void holdings(JsonGenerator json, String name, Holdings holdings)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("rows", holdings.rows());
    if (holdings.version().isPresent()) {
      json.writeNumberField("version", holdings.version().getAsLong());
    }
    if (holdings.newestAt().isPresent()) {
      json.writeStringField("newestAt", holdings.newestAt().get().toString());
    }
    if (holdings.delay().isPresent()) {
      json.writeNumberField("freshnessSeconds", seconds(holdings.delay().get()));
    }
    json.writeEndObject();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS_PER_SECOND;
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
