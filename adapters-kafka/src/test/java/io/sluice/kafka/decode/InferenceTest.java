package io.sluice.kafka.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.schema.KafkaColumns;
import io.sluice.domain.schema.TableSchema;
import io.sluice.ports.fake.GrowingSchemaAgreement;
import io.sluice.ports.out.DecodedRecords;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InferenceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "1 | 2 | -3; long",
        "9223372036854775807; long",
        "9223372036854775808; double",
        "1 | 2.0 | 3; double",
        "1e3; double",
        "true | false; boolean",
        "\"2024-01-01T00:00:00Z\" | \"2024-01-01T00:00:00.123+02:00\"; timestamp",
        "\"2024-01-01T00:00:00Z\" | \"2024-01-01T00:00:00Z\" | \"soon\"; string",
        "\"2024-01-01\"; string",
        "\"2024-01-01T00:00:00\"; string",
        "\"1\"; string",
        "null | 1 | null; long",
        "{\"p\":1} | {\"q\":{\"r\":\"x\"}} | {\"p\":2.5}; struct<p:double,q:struct<r:string>>",
        "[1,2] | [] | [3.5]; list<double>",
        "[[\"x\"],[null]]; list<list<string>>",
        "[{\"p\":1},{\"q\":true}]; list<struct<p:long,q:boolean>>",
        "{\"p\":[],\"q\":{},\"r\":null,\"s\":1}; struct<s:long>",
        "1 | \"x\" | 2; long",
        "\"x\" | 1 | \"y\"; string",
        "1 | \"x\"; long",
        "\"x\" | 1; string",
        "true | 1 | 1.5; double",
        "{} | {} | {} | 5; long",
        "[] | [] | [null] | \"x\"; string",
        "{\"p\":1,\"P\":\"x\",\"p q\":1}; struct<p:long>"
      })
  void shouldFindTheTypeThatFitsBest(String values, String type) {
    // Given
    String[] records =
        Pattern.compile(" \\| ")
            .splitAsStream(values)
            .map(value -> "{\"c\":" + value + "}")
            .toArray(String[]::new);

    // When
    TableSchema schema = infer(records);

    // Then
    assertThat(schema).hasToString("c " + type);
  }

  @Test
  void shouldKeepTheOrderInWhichFieldsAreFirstSeen() {
    assertThat(infer("{\"z\":1}", "{\"a\":1,\"z\":2}", "{\"m\":true,\"a\":3}"))
        .isEqualTo(Decoding.schema("z long", "a long", "m boolean"));
  }

  @Test
  void shouldLeaveOutWhatHasNoTypeOrNoUsableName() {
    assertThat(
            infer(
                "{\"n\":null,\"e\":[],\"o\":{\"p\":null},\"a b\":1,\"\":1,\"x\":1,\"X\":2,"
                    + "\"_kafka_offset\":1,\"_Kafka_Topic\":\"t\"}"))
        .isEqualTo(Decoding.schema("x long"));
  }

  @Test
  void shouldPassOverRecordsThatAreNoObjects() {
    assertThat(infer("[1]", "nope", null, "{\"a\":1,\"b\":tru}", "{\"a\":\"x\"} x", "{\"c\":1}"))
        .as("what was read before the fault does not count either")
        .isEqualTo(Decoding.schema("c long"));
  }

  @Test
  void shouldCountOnlyTheLastOfDuplicates() {
    assertThat(infer("{\"a\":1,\"a\":\"x\"}")).isEqualTo(Decoding.schema("a string"));
  }

  @Test
  void shouldInferNothingFromNothing() {
    assertThat(infer()).isEqualTo(TableSchema.EMPTY);
    assertThat(infer("{}")).isEqualTo(TableSchema.EMPTY);
    assertThat(decoder(true, Map.of()).infer(List.of()).fields()).isEqualTo(KafkaColumns.FIELDS);
  }

  @Test
  void shouldAddTheKafkaColumnsWhenConfigured() {
    TableSchema schema = decoder(true, Map.of()).infer(List.of(Batches.of("{\"a\":1}")));

    assertThat(schema).isEqualTo(KafkaColumns.addTo(Decoding.schema("a long")));
  }

  @Test
  void shouldTakeNumbersForInstantsWhereAUnitIsDeclared() {
    // Given
    JsonRecordDecoder decoder =
        decoder(
            false,
            Map.of(
                "t",
                TimestampUnit.MILLIS,
                "l.element.u",
                TimestampUnit.MICROS,
                "f",
                TimestampUnit.MILLIS));

    // When
    TableSchema schema =
        decoder.infer(
            List.of(
                Batches.of("{\"t\":1,\"l\":[{\"u\":1}],\"f\":1.5,\"u\":1}"),
                Batches.of("{\"t\":\"2024-01-01T00:00:00Z\"}")));

    // Then
    assertThat(schema)
        .isEqualTo(
            Decoding.schema("t timestamp", "l list<struct<u:timestamp>>", "f double", "u long"));
  }

  @Test
  void shouldLeaveOutWhatIsNestedTooDeep() {
    String deep = "[".repeat(500) + "1" + "]".repeat(500);

    assertThat(infer("{\"a\":1,\"deep\":" + deep + "}")).isEqualTo(Decoding.schema("a long"));
  }

  @Test
  void shouldInferASchemaThatItsOwnSampleFits() {
    // Given
    String[] records = {
      "{\"id\":1,\"at\":\"2024-01-01T00:00:00Z\",\"tags\":[\"a\",null],\"o\":{\"p\":1}}",
      "{\"id\":2,\"price\":1,\"o\":{\"q\":[{\"r\":1}]}}",
      "{\"id\":3,\"price\":2.5,\"o\":{\"q\":[{\"r\":null,\"s\":true}]}}"
    };

    // When
    DecodedRecords decoded =
        Decoding.decode(
            Decoding.decoder(NewFieldPolicy.DEAD_LETTER),
            new GrowingSchemaAgreement(infer(records)),
            records);

    // Then
    assertThat(decoded.deadLetters()).isEmpty();
    assertThat(Rows.of(decoded.rows()).get(2).toString())
        .isEqualTo("{id=3, o={q=[{s=true}]}, price=2.5}");
  }

  private static TableSchema infer(String... records) {
    RecordBatch sample = Batches.of(records);
    return decoder(false, Map.of()).infer(List.of(sample));
  }

  private static JsonRecordDecoder decoder(
      boolean kafkaColumns, Map<String, TimestampUnit> timestampUnits) {
    return new JsonRecordDecoder(
        new SchemaConfig(
            Optional.empty(), NewFieldPolicy.EVOLVE, 1000, kafkaColumns, timestampUnits));
  }
}
