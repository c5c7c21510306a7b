package io.sluice.kafka.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.schema.KafkaColumns;
import io.sluice.domain.schema.TableSchema;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaConfigTest {
  private static final Config REFERENCE =
      ConfigFactory.parseResources(SchemaConfig.class.getClassLoader(), "reference.conf").resolve();

  @Test
  void shouldHaveADefaultForEveryKey() {
    assertThat(REFERENCE.getObject("sluice.schema").keySet())
        .containsExactlyInAnyOrder(
            "columns", "on-new-field", "max-columns", "kafka-columns", "timestamp-units");

    SchemaConfig config = SchemaConfig.from(REFERENCE);

    assertThat(config.declared()).isEmpty();
    assertThat(config.onNewField()).isEqualTo(NewFieldPolicy.EVOLVE);
    assertThat(config.maxColumns()).isEqualTo(1000);
    assertThat(config.kafkaColumns()).isTrue();
    assertThat(config.timestampUnits()).isEmpty();
  }

  @Test
  void shouldReadEveryKey() {
    SchemaConfig config =
        read(
            """
            columns = ["id long not null", "o struct<p:decimal(9,2)>", "_kafka_offset long"]
            on-new-field = dead-letter
            max-columns = 20
            kafka-columns = false
            timestamp-units { created = millis, o.items.element.at = micros, "a.b" = millis }
            """);

    assertThat(config.declared())
        .contains(
            Decoding.schema("id long not null", "o struct<p:decimal(9,2)>", "_kafka_offset long"));
    assertThat(config.onNewField()).isEqualTo(NewFieldPolicy.DEAD_LETTER);
    assertThat(config.maxColumns()).isEqualTo(20);
    assertThat(config.kafkaColumns()).isFalse();
    assertThat(config.timestampUnits())
        .isEqualTo(
            Map.of(
                "created", TimestampUnit.MILLIS,
                "o.items.element.at", TimestampUnit.MICROS,
                "a.b", TimestampUnit.MILLIS));
  }

  @ParameterizedTest
  @CsvSource({"IGNORE, Millis", "Ignore, MILLIS", "\" ignore \", \" millis\""})
  void shouldTakeChoicesInAnyCase(String policy, String unit) {
    SchemaConfig config =
        read("on-new-field = " + policy + "\ntimestamp-units { created = " + unit + " }");

    assertThat(config.onNewField()).isEqualTo(NewFieldPolicy.IGNORE);
    assertThat(config.timestampUnits()).containsEntry("created", TimestampUnit.MILLIS);
  }

  @Test
  void shouldAddTheKafkaColumnsWhereTheyAreWanted() {
    TableSchema events = Decoding.schema("id long", "_kafka_offset long");

    assertThat(read("kafka-columns = true").complete(events).fields())
        .hasSize(5)
        .containsAll(KafkaColumns.FIELDS);
    assertThat(read("kafka-columns = false").complete(events)).isEqualTo(events);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "columns = 5; Cannot read sluice.schema.columns: ",
        "columns = [\"id number\"]; Cannot read sluice.schema.columns: expected a type",
        "columns = [\"id long\", \"ID long\"]; Cannot read sluice.schema.columns: columns id and ID",
        "columns = [\"_kafka_offset string\"]; Cannot read sluice.schema.columns: '_kafka_offset' is reserved",
        "columns = [\"_KAFKA_OFFSET long\"]; Cannot read sluice.schema.columns: '_KAFKA_OFFSET' is reserved",
        "on-new-field = grow; Cannot read sluice.schema.on-new-field: 'grow' is no choice",
        "on-new-field = dead_letter; Cannot read sluice.schema.on-new-field: 'dead_letter' is no choice",
        "max-columns = 0; Cannot read sluice.schema.max-columns: 0 is out of range",
        "max-columns = many; Cannot read sluice.schema.max-columns: ",
        "kafka-columns = maybe; Cannot read sluice.schema.kafka-columns: ",
        "timestamp-units = millis; Cannot read sluice.schema.timestamp-units: ",
        "timestamp-units { a.b = seconds }; Cannot read sluice.schema.timestamp-units.a.b: 'seconds' is no choice"
      })
  void shouldNameTheKeyWhoseValueIsWrong(String setting, String message) {
    assertThatExceptionOfType(SluiceException.class)
        .isThrownBy(() -> read(setting))
        .satisfies(
            e -> {
              assertThat(e).hasMessageStartingWith(message);
              assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION);
              assertThat(e.hint()).isNotEmpty();
            });
  }

  private static SchemaConfig read(String settings) {
    return SchemaConfig.from(
        ConfigFactory.parseString("sluice.schema {\n" + settings + "\n}")
            .withFallback(REFERENCE)
            .resolve());
  }
}
