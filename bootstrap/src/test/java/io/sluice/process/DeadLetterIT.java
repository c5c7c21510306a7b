package io.sluice.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.kafka.broker.EmbeddedBroker;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Records that cannot be rows are kept as they were, and nothing waits for them. */
@ExtendWith(TestBroker.class)
final class DeadLetterIT {
  private static final int GOOD_BETWEEN = 100;
  private static final byte[] KEY = {0, (byte) 0xFF, 'k'};

  private static final List<Poison> POISON =
      List.of(
          poison("no json at all", "INVALID_JSON"),
          poison("{\"event_id\":\"cut off", "INVALID_JSON"),
          poison("{} {}", "INVALID_JSON"),
          new Poison(
              new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, '"', '}'}, "INVALID_JSON"),
          poison("", "INVALID_JSON"),
          poison("[{\"event_id\":\"x\"}]", "NOT_AN_OBJECT"),
          poison("17", "NOT_AN_OBJECT"),
          poison("null", "NOT_AN_OBJECT"),
          poison("{\"number\":5.5}", "TYPE_MISMATCH"),
          poison("{\"number\":\"5\"}", "TYPE_MISMATCH"),
          poison("{\"weight\":\"heavy\"}", "TYPE_MISMATCH"),
          poison("{\"number\":9223372036854775808}", "OUT_OF_RANGE"),
          poison("{\"weight\":1e999}", "OUT_OF_RANGE"),
          new Poison(null, "NULL_PAYLOAD"));

  /** A payload, and why it cannot be a row. */
  private record Poison(byte[] payload, String reason) {}

  private static Poison poison(String payload, String reason) {
    return new Poison(payload.getBytes(UTF_8), reason);
  }

  @TempDir private Path folder;
  private TableOnDisk table;

  @BeforeEach
  void setUp() {
    table = new TableOnDisk(folder.resolve("table"));
  }

  private PipelineFile pipeline(EmbeddedBroker broker, String topic) {
    return new PipelineFile(folder, broker, topic, table.folder())
        .with(
            "sluice.schema.columns ="
                + " [\"event_id string\", \"number long\", \"weight double\", \"note string\"]")
        .with("sluice.flush.max-rows = 400");
  }

  /** Good events with a poisoned record after each hundred. */
  private static List<String> produceMixed(EmbeddedBroker broker, String topic) {
    broker.createTopic(topic, 1);
    List<String> good = new ArrayList<>();
    try (TopicWriter writer = new TopicWriter(broker, topic)) {
      for (Poison poison : POISON) {
        for (int i = 0; i < GOOD_BETWEEN; i++) {
          writer.write(0, null, SteadyProducer.plainEvent(good.size()).getBytes(UTF_8));
          good.add(SteadyProducer.id(good.size()));
        }
        writer.write(0, KEY, poison.payload());
      }
    }
    return good;
  }

  /** Offset to reason. */
  private static Map<Long, String> expectedReasons() {
    Map<Long, String> expected = new TreeMap<>();
    long offset = 0;
    for (Poison poison : POISON) {
      offset += GOOD_BETWEEN;
      expected.put(offset++, poison.reason());
    }
    return expected;
  }

  @Test
  void shouldKeepThemInTheTablesOwnObjects(EmbeddedBroker broker) {
    // Given
    List<String> good = produceMixed(broker, "poisoned");
    String config = pipeline(broker, "poisoned").write();

    // When
    SluiceProcess.run("run", "--config", config, "--until-end").requireExit(0);

    // Then
    table.requireExactly(good);
    List<Map<?, ?>> deadLetters = table.deadLetters();
    Map<Long, String> reasons =
        deadLetters.stream()
            .collect(
                toMap(
                    each -> ((BigDecimal) each.get("offset")).longValueExact(),
                    each -> (String) each.get("reason")));
    assertThat(reasons).isEqualTo(expectedReasons());
    assertThat(deadLetters)
        .allSatisfy(
            each -> {
              assertThat(each.get("topic")).isEqualTo("poisoned");
              assertThat(each.get("key")).isEqualTo(Base64.getEncoder().encodeToString(KEY));
              assertThat((String) each.get("detail")).doesNotContain("heavy", "cut off");
            });
    assertThat(deadLetters.stream().map(each -> (String) each.get("value")).toList())
        .as("the original bytes, base64; a tombstone has none")
        .containsExactlyInAnyOrderElementsOf(encodedPayloads());
  }

  private static List<String> encodedPayloads() {
    return POISON.stream()
        .map(Poison::payload)
        .map(each -> each == null ? null : Base64.getEncoder().encodeToString(each))
        .collect(toList());
  }

  @Test
  void shouldKeepThemInATopic(EmbeddedBroker broker) {
    // Given
    List<String> good = produceMixed(broker, "poisoned-too");
    broker.createTopic("graveyard", 1);
    String config =
        pipeline(broker, "poisoned-too")
            .with("sluice.dead-letter { sink = topic, topic = graveyard }")
            .write();

    // When
    SluiceProcess.run("run", "--config", config, "--until-end").requireExit(0);

    // Then
    table.requireExactly(good);
    assertThat(table.deadLetters()).isEmpty();
    Map<Long, String> reasons = new TreeMap<>();
    List<byte[]> values = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> each : TopicReader.readAll(broker, "graveyard")) {
      reasons.put(Long.parseLong(header(each, "sluice.offset")), header(each, "sluice.reason"));
      values.add(each.value());
      assertThat(header(each, "sluice.topic")).isEqualTo("poisoned-too");
      assertThat(each.key()).isEqualTo(KEY);
    }
    assertThat(reasons).isEqualTo(expectedReasons());
    assertThat(values.toArray()).isEqualTo(POISON.stream().map(Poison::payload).toArray());
  }

  private static String header(ConsumerRecord<?, ?> message, String name) {
    return new String(message.headers().lastHeader(name).value(), UTF_8);
  }
}
