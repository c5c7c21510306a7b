package io.sluice.kafka.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.record.DeadLetter;
import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.schema.TableSchema;
import io.sluice.ports.fake.GrowingSchemaAgreement;
import io.sluice.ports.out.DecodedRecords;
import io.sluice.ports.out.RecordDecoder.DecodeSession;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which JSON value becomes which value of a column, and which becomes none. */
class ValueDecodingTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "é", "日本語", "😀", "\u0000", "a\"b\\c/d\n", "\u007f\uffff"})
  void shouldKeepText(String text) {
    String escaped =
        text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\u0000", "\\u0000");

    assertThat(value("string", "\"" + escaped + "\"")).isEqualTo(text);
  }

  @Test
  void shouldKeepLongTextsOfAllWidths() {
    for (int size : new int[] {100, 4_000, 65_535, 65_536, 65_537, 200_001}) {
      // Given
      String text = "aé日😀".repeat(size / 5 + 1).substring(size % 3);

      // When
      Object value = value("string", "\"" + text + "\"");

      // Then
      assertThat(value).as("%d characters", size).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, -1, 1, 2_147_483_648L, Long.MAX_VALUE, Long.MIN_VALUE, 999_999_999_999_999_999L})
  void shouldKeepWholeNumbers(long number) {
    assertThat(value("long", Long.toString(number))).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "1",
        "0.1",
        "-2.5e-3",
        "1e308",
        "4.9e-324",
        "1e-999",
        "2.2250738585072011e-308",
        "9007199254740993",
        "123456789012345678901234567890",
        "0.1000000000000000055511151231257827"
      })
  void shouldRoundNumbersToTheNearestDouble(String number) {
    assertThat((double) value("double", number)).isEqualTo(Double.parseDouble(number) + 0.0);
  }

  @Test
  void shouldReadInstantsDaysBytesAndTruth() {
    assertThat(value("timestamp", "\"1970-01-01T01:00:00.000001+01:00\"")).isEqualTo(1L);
    assertThat(value("timestamp", "\"1970-01-01\\u005400:00:00Z\"")).isEqualTo(0L);
    assertThat(value("date", "\"1970-01-02\"")).isEqualTo(1L);
    assertThat(value("binary", "\"AP8Q\"")).isEqualTo(ByteBuffer.wrap(new byte[] {0, -1, 16}));
    assertThat(value("binary", "\"AA==\"")).isEqualTo(ByteBuffer.wrap(new byte[1]));
    assertThat(value("binary", "\"AA\"")).isEqualTo(ByteBuffer.wrap(new byte[1]));
    assertThat(value("binary", "\"\"")).isEqualTo(ByteBuffer.wrap(new byte[0]));
    assertThat(value("boolean", "true")).isEqualTo(true);
    assertThat(value("boolean", "false")).isEqualTo(false);
  }

  @Test
  void shouldReadDecimalsExactly() {
    assertThat(value("decimal(10,2)", "12.5")).isEqualTo(new BigDecimal("12.50"));
    assertThat(value("decimal(10,2)", "\"-12.50\"")).isEqualTo(new BigDecimal("-12.50"));
    assertThat(value("decimal(18,0)", "999999999999999999"))
        .isEqualTo(new BigDecimal("999999999999999999"));
    assertThat(value("decimal(38,10)", "-1234567890123456789012345678.0123456789"))
        .isEqualTo(new BigDecimal("-1234567890123456789012345678.0123456789"));
    assertThat(value("decimal(38,0)", "5")).isEqualTo(new BigDecimal("5"));
  }

  @Test
  void shouldReadNestedValues() {
    assertThat(value("list<list<long>>", "[[1,null],[],null]"))
        .isEqualTo(Arrays.asList(Arrays.asList(1L, null), List.of(), null));
    assertThat(value("struct<a:long,b:struct<c:string>>", "{\"b\":{\"c\":\"x\"},\"a\":1}"))
        .isEqualTo(Map.of("a", 1L, "b", Map.of("c", "x")));
    assertThat(value("struct<a:long>", "{}")).isEqualTo(Map.of());
    assertThat(value("map<string,list<double>>", "{\"\":[1],\"é\":[]}"))
        .isEqualTo(Map.of("", List.of(1.0), "é", List.of()));
    assertThat(value("map<string,map<string,long>>", "{\"a\":{\"x\":1},\"b\":{\"x\":2}}"))
        .isEqualTo(Map.of("a", Map.of("x", 1L), "b", Map.of("x", 2L)));
    assertThat(value("map<string,long>", "{}")).isEqualTo(Map.of());
  }

  @Test
  void shouldTakeNullAndAbsenceForNull() {
    TableSchema schema =
        Decoding.schema("a long", "b struct<c:long>", "d list<long>", "e map<string,long>");

    DecodedRecords decoded =
        Decoding.decode(schema, "{}", "{\"a\":null,\"b\":null,\"d\":null,\"e\":null}", "{\"a\":1}");

    assertThat(Rows.of(decoded.rows())).containsExactly(Map.of(), Map.of(), Map.of("a", 1L));
    assertThat(decoded.deadLetters()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "string; 5; TYPE_MISMATCH c: expected string, found a whole number",
        "string; true; TYPE_MISMATCH c: expected string, found a boolean",
        "string; {}; TYPE_MISMATCH c: expected string, found an object",
        "string; []; TYPE_MISMATCH c: expected string, found an array",
        "long; 5.5; TYPE_MISMATCH c: expected long, found a number with a fraction or an exponent",
        "long; 5.0; TYPE_MISMATCH c: expected long, found a number with a fraction or an exponent",
        "long; 1e3; TYPE_MISMATCH c: expected long, found a number with a fraction or an exponent",
        "long; \"5\"; TYPE_MISMATCH c: expected long, found a text",
        "long; true; TYPE_MISMATCH c: expected long, found a boolean",
        "long; 9223372036854775808; OUT_OF_RANGE c: the value is too large or too precise for long",
        "long; -9223372036854775809; OUT_OF_RANGE c: the value is too large or too precise for long",
        "double; \"1\"; TYPE_MISMATCH c: expected double, found a text",
        "double; 1e999; OUT_OF_RANGE c: the value is too large or too precise for double",
        "double; -1e309; OUT_OF_RANGE c: the value is too large or too precise for double",
        "boolean; 1; TYPE_MISMATCH c: expected boolean, found a whole number",
        "boolean; \"true\"; TYPE_MISMATCH c: expected boolean, found a text",
        "timestamp; 0; TYPE_MISMATCH c: expected timestamp, found a whole number",
        "timestamp; \"2024-01-01T00:00:60Z\"; TYPE_MISMATCH c: expected timestamp, found a text that is no date and time with a zone",
        "timestamp; \"2024-01-01T00:00:00\"; TYPE_MISMATCH c: expected timestamp, found a text that is no date and time with a zone",
        "date; \"2023-02-29\"; TYPE_MISMATCH c: expected date, found a text that is no date",
        "date; \"10000-01-01\"; OUT_OF_RANGE c: the value is too large or too precise for date",
        "date; \"+5881580-07-12\"; OUT_OF_RANGE c: the value is too large or too precise for date",
        "date; \"-5877641-06-22\"; OUT_OF_RANGE c: the value is too large or too precise for date",
        "date; \"0000-12-31\"; OUT_OF_RANGE c: the value is too large or too precise for date",
        "date; 99999999999; TYPE_MISMATCH c: expected date, found a whole number",
        "timestamp; \"+294247-01-10T04:00:54.775808Z\"; OUT_OF_RANGE c: the value is too large or too precise for timestamp",
        "timestamp; \"9999-12-31T23:59:59-00:01\"; OUT_OF_RANGE c: the value is too large or too precise for timestamp",
        "date; 19000; TYPE_MISMATCH c: expected date, found a whole number",
        "decimal(4,2); 100; OUT_OF_RANGE c: the value is too large or too precise for decimal(4,2)",
        "decimal(4,2); 0.001; OUT_OF_RANGE c: the value is too large or too precise for decimal(4,2)",
        "decimal(4,2); \"1e1\"; TYPE_MISMATCH c: expected decimal(4,2), found a text that is no plain decimal number",
        "decimal(4,2); true; TYPE_MISMATCH c: expected decimal(4,2), found a boolean",
        "binary; \"A\"; TYPE_MISMATCH c: expected binary, found a text that is not base64",
        "binary; \"_-==\"; TYPE_MISMATCH c: expected binary, found a text that is not base64",
        "binary; 1; TYPE_MISMATCH c: expected binary, found a whole number",
        "list<long>; {}; TYPE_MISMATCH c: expected list<long>, found an object",
        "list<long>; [1,[2]]; TYPE_MISMATCH c.element: expected long, found an array",
        "map<string,long>; []; TYPE_MISMATCH c: expected map<string,long>, found an array",
        "map<string,long>; {\"secret\":\"x\"}; TYPE_MISMATCH c.value: expected long, found a text",
        "struct<a:long>; 1; TYPE_MISMATCH c: expected struct<a:long>, found a whole number",
        "list<struct<a:list<long>>>; [{\"a\":[1]},{\"a\":[null,\"x\"]}]; TYPE_MISMATCH c.element.a.element: expected long, found a text"
      })
  void shouldRefuseWhatDoesNotFit(String type, String json, String fault) {
    DecodedRecords decoded = Decoding.decode(Decoding.schema("c " + type), "{\"c\":" + json + "}");

    assertThat(Decoding.fault(decoded)).isEqualTo(fault);
  }

  @Test
  void shouldKeepTheHeadersOfWhatDoesNotFit() {
    // Given
    DecodeSession session =
        Decoding.decoder(NewFieldPolicy.IGNORE)
            .open(new GrowingSchemaAgreement(Decoding.schema("a long")));
    RecordBatch batch = Batches.of("{\"a\":1}", "{\"a\":\"x\"}", "{\"a\":2}", null);

    // When
    session.decode(batch);

    // Then
    assertThat(session.take().deadLetters())
        .extracting(DeadLetter::headers)
        .containsExactly(batch.headers(1), batch.headers(3));
  }

  @Test
  void shouldRefuseNullPayloads() {
    assertThat(Decoding.fault(Decoding.decode(Decoding.schema("a long"), (String) null)))
        .startsWith("NULL_PAYLOAD");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{}; MISSING_VALUE id",
        "{\"id\":null}; MISSING_VALUE id",
        "{\"id\":1,\"s\":{}}; MISSING_VALUE s.x",
        "{\"id\":1,\"l\":[{\"y\":1},{\"x\":null}]}; MISSING_VALUE l.element.y",
        "{\"id\":1,\"m\":{\"k\":{}}}; MISSING_VALUE m.value.z"
      })
  void shouldRefuseWhatLacksARequiredValue(String json, String fault) {
    TableSchema schema =
        Decoding.schema(
            "id long not null",
            "s struct<x:long not null>",
            "l list<struct<x:long,y:long not null>>",
            "m map<string,struct<z:long not null>>");

    assertThat(Decoding.fault(Decoding.decode(schema, json))).startsWith(fault + ": ");
    assertThat(Decoding.decode(schema, "{\"id\":1,\"s\":null,\"l\":[null],\"m\":{}}").rows().rows())
        .as("a struct that is null has no fields to miss")
        .isEqualTo(1);
  }

  @Test
  void shouldReadNumbersAsInstantsOnlyWhereAUnitIsDeclared() {
    // Given
    TableSchema schema =
        Decoding.schema(
            "ms timestamp", "n struct<us:timestamp>", "l list<timestamp>", "t timestamp");
    JsonRecordDecoder decoder =
        new JsonRecordDecoder(
            new SchemaConfig(
                Optional.empty(),
                NewFieldPolicy.IGNORE,
                1000,
                false,
                Map.of(
                    "ms", TimestampUnit.MILLIS,
                    "n.us", TimestampUnit.MICROS,
                    "l.element", TimestampUnit.MILLIS)));

    // When
    DecodedRecords decoded =
        Decoding.decode(
            decoder,
            new GrowingSchemaAgreement(schema),
            "{\"ms\":1,\"n\":{\"us\":2},\"l\":[-3,\"1970-01-01T00:00:00Z\"]}",
            "{\"ms\":\"1970-01-01T00:00:01Z\"}",
            "{\"t\":1}",
            "{\"ms\":1.0}",
            "{\"ms\":9223372036854775807}",
            "{\"ms\":253402300800000}",
            "{\"ms\":92233720368547758070}",
            "{\"n\":{\"us\":-62135596800000001}}");

    // Then
    assertThat(Rows.of(decoded.rows()))
        .containsExactly(
            Map.of("ms", 1_000L, "n", Map.of("us", 2L), "l", List.of(-3_000L, 0L)),
            Map.of("ms", 1_000_000L));
    assertThat(decoded.deadLetters())
        .extracting(letter -> letter.reason() + " " + letter.detail().replaceFirst(":.*", ""))
        .containsExactly(
            "TYPE_MISMATCH t",
            "TYPE_MISMATCH ms",
            "OUT_OF_RANGE ms",
            "OUT_OF_RANGE ms",
            "OUT_OF_RANGE ms",
            "OUT_OF_RANGE n.us");
  }

  /** The value of a column of the type after decoding; fails when the record is no row. */
  private static Object value(String type, String json) {
    DecodedRecords decoded = Decoding.decode(Decoding.schema("c " + type), "{\"c\":" + json + "}");
    assertThat(decoded.deadLetters()).as(json).isEmpty();
    return Rows.of(decoded.rows()).get(0).get("c");
  }
}
