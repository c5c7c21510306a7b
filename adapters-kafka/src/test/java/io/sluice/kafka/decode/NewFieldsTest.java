package io.sluice.kafka.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.record.DeadLetter;
import io.sluice.domain.schema.KafkaColumns;
import io.sluice.domain.schema.TableSchema;
import io.sluice.ports.fake.FixedSchemaAgreement;
import io.sluice.ports.fake.GrowingSchemaAgreement;
import io.sluice.ports.out.DecodedRecords;
import io.sluice.ports.out.RecordDecoder.DecodeSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of fields that the schema does not know. */
class NewFieldsTest {
  private final GrowingSchemaAgreement agreement =
      new GrowingSchemaAgreement(
          Decoding.schema(
              "a long",
              "s struct<x:long>",
              "l list<struct<x:long>>",
              "m map<string,struct<x:long>>"));

  @Test
  void shouldGrowAColumnForEveryType() {
    // When
    DecodedRecords decoded =
        evolve(
            "{\"a\":1}",
            "{\"a\":2,\"b\":true,\"i\":1,\"d\":1.5,\"big\":9223372036854775808,\"t\":\"2024-01-01T00:00:00Z\","
                + "\"txt\":\"2024-01-01\",\"o\":{\"p\":{\"q\":[\"r\"]}},\"mixed\":[1,2.5]}",
            "{\"a\":3}");

    // Then
    assertThat(decoded.deadLetters()).isEmpty();
    assertThat(agreement.current().toString())
        .endsWith(
            "b boolean, i long, d double, big double, t timestamp, txt string,"
                + " o struct<p:struct<q:list<string>>>, mixed list<double>");
    assertThat(decoded.rows().schema()).isEqualTo(agreement.current());
    List<Map<String, Object>> rows = Rows.of(decoded.rows());
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0)).isEqualTo(Map.of("a", 1L));
    assertThat(rows.get(1))
        .containsEntry("a", 2L)
        .containsEntry("t", 1_704_067_200_000_000L)
        .containsEntry("o", Map.of("p", Map.of("q", List.of("r"))))
        .containsEntry("mixed", List.of(1.0, 2.5));
    assertThat(rows.get(2)).isEqualTo(Map.of("a", 3L));
    assertThat(agreement.proposals()).as("one proposal for the whole record").hasSize(1);
  }

  @Test
  void shouldGrowFieldsAtDepth() {
    // When
    DecodedRecords decoded =
        evolve(
            "{\"s\":{\"x\":1},\"l\":[{\"x\":1}],\"m\":{\"k\":{\"x\":1}}}",
            "{\"s\":{\"x\":2,\"y\":\"n\"},\"l\":[{\"y\":1},null,{\"x\":2,\"z\":[{\"w\":true}]}],\"m\":{\"k\":{\"y\":1.5}}}",
            "{\"l\":[{\"x\":3}]}");

    // Then
    assertThat(decoded.deadLetters()).isEmpty();
    assertThat(agreement.current())
        .isEqualTo(
            Decoding.schema(
                "a long",
                "s struct<x:long,y:string>",
                "l list<struct<x:long,y:long,z:list<struct<w:boolean>>>>",
                "m map<string,struct<x:long,y:double>>"));
    assertThat(Rows.of(decoded.rows()).get(0))
        .isEqualTo(
            Map.of(
                "s",
                Map.of("x", 1L),
                "l",
                List.of(Map.of("x", 1L)),
                "m",
                Map.of("k", Map.of("x", 1L))));
    assertThat(Rows.of(decoded.rows()).get(1).toString())
        .isEqualTo("{s={x=2, y=n}, l=[{y=1}, null, {x=2, z=[{w=true}]}], m={k={y=1.5}}}");
    assertThat(Rows.of(decoded.rows()).get(2)).isEqualTo(Map.of("l", List.of(Map.of("x", 3L))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"n\":null}",
        "{\"n\":[]}",
        "{\"n\":{}}",
        "{\"n\":[null,[],{}]}",
        "{\"n\":{\"p\":{\"q\":[null]}}}",
        "{\"s\":{\"n\":null}}",
        "{\"l\":[{\"n\":[]}]}",
        "{\"bad name\":null}",
        "{\"A\":{}}"
      })
  void shouldWaitForAValueThatHasAType(String json) {
    // When
    DecodedRecords decoded = evolve(json);

    // Then
    assertThat(decoded.rows().rows()).isEqualTo(1);
    assertThat(agreement.proposals()).isEmpty();
  }

  @Test
  void shouldGrowTheTypedPartOnly() {
    DecodedRecords decoded = evolve("{\"n\":{\"p\":null,\"q\":1,\"r\":[]},\"o\":[]}");

    assertThat(agreement.current().find("n").orElseThrow().type()).hasToString("struct<q:long>");
    assertThat(agreement.current().find("o")).isEmpty();
    assertThat(Rows.of(decoded.rows())).containsExactly(Map.of("n", Map.of("q", 1L)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"bad name\":1}; UNUSABLE_FIELD_NAME bad name",
        "{\"a=b\":1}; UNUSABLE_FIELD_NAME a=b",
        "{\"\":1}; UNUSABLE_FIELD_NAME the empty name",
        "{\"A\":1}; UNUSABLE_FIELD_NAME A",
        "{\"n\":1,\"N\":2}; UNUSABLE_FIELD_NAME N",
        "{\"s\":{\"X\":1}}; UNUSABLE_FIELD_NAME s.X",
        "{\"l\":[{\"x,y\":1}]}; UNUSABLE_FIELD_NAME l.element.x,y",
        "{\"m\":{\"k\":{\"x{}\":1}}}; UNUSABLE_FIELD_NAME m.value.x{}",
        "{\"n\":{\"o\":[{\"p q\":1}]}}; UNUSABLE_FIELD_NAME n.o.element.p q",
        "{\"_kafka_offset\":1}; UNUSABLE_FIELD_NAME _kafka_offset",
        "{\"_KAFKA_Topic\":[]}; UNUSABLE_FIELD_NAME _KAFKA_Topic",
        "{\"line\\nbreak\":1}; UNUSABLE_FIELD_NAME line?break"
      })
  void shouldRefuseNamesThatATableCannotHave(String json, String fault) {
    assertThat(Decoding.fault(evolve(json))).startsWith(fault + ":");
    assertThat(agreement.proposals()).as("nothing was proposed").isEmpty();
  }

  @Test
  void shouldTakeReservedNamesInsideStructs() {
    assertThat(evolve("{\"s\":{\"_kafka_offset\":1}}").deadLetters()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"text\",\"n\":1}",
        "{\"n\":1,\"a\":1.5}",
        "{\"n\":[1,\"x\"]}",
        "{\"n\":[[1],2]}",
        "{\"n\":1e999}",
        "{\"n\":{\"p\":[1,true]}}",
        "{\"n\":1,\"s\":{\"x\":\"text\"}}",
        "{\"n\":1,\"n2\":tru}",
        "{\"n\":1} x"
      })
  void shouldNotGrowForARecordThatCannotBeStored(String json) {
    // When
    DecodedRecords decoded = evolve(json);

    // Then
    assertThat(decoded.deadLetters()).hasSize(1);
    assertThat(agreement.proposals()).isEmpty();
  }

  @Test
  void shouldRefuseNewFieldsThatAreNestedTooDeep() {
    // Given
    int most = Observation.MAX_DEPTH;
    String deepest = "{\"n\":" + "[".repeat(most) + "1" + "]".repeat(most) + "}";
    String deeper = "{\"n\":" + "[".repeat(most + 1) + "1" + "]".repeat(most + 1) + "}";

    // Then
    assertThat(Decoding.fault(evolve(deeper))).startsWith("OUT_OF_RANGE");
    assertThat(evolve(deepest).deadLetters()).isEmpty();
  }

  @Test
  void shouldLetTheFasterDecoderDecideTheType() {
    // Given
    JsonRecordDecoder decoder = Decoding.decoder(NewFieldPolicy.EVOLVE);
    DecodeSession first = decoder.open(agreement);
    DecodeSession second = decoder.open(agreement);
    first.decode(Batches.of("{\"a\":1}"));
    second.decode(Batches.of("{\"a\":2}"));

    // When
    first.decode(Batches.of("{\"n\":1,\"o\":{\"p\":1}}"));
    second.decode(
        Batches.of(
            "{\"n\":\"text\"}", "{\"n\":5,\"o\":{\"q\":true}}", "{\"o\":7}", "{\"late\":1}"));
    DecodedRecords slower = second.take();

    // Then
    assertThat(Rows.of(slower.rows()))
        .containsExactly(
            Map.of("a", 2L), Map.of("n", 5L, "o", Map.of("q", true)), Map.of("late", 1L));
    assertThat(slower.deadLetters())
        .extracting(DeadLetter::detail)
        .containsExactly(
            "n: expected long, found a text",
            "o: expected struct<p:long,q:boolean>, found a whole number");
    assertThat(agreement.current().toString())
        .endsWith("n long, o struct<p:long,q:boolean>, late long");
  }

  @Test
  void shouldRefuseANameThatTheFasterDecoderSpellsOtherwise() {
    JsonRecordDecoder decoder = Decoding.decoder(NewFieldPolicy.EVOLVE);
    DecodeSession slower = decoder.open(agreement);
    slower.decode(Batches.of("{\"a\":1}"));
    decoder.open(agreement).decode(Batches.of("{\"Name\":1}"));

    slower.decode(Batches.of("{\"name\":1}"));

    assertThat(slower.take().deadLetters())
        .extracting(letter -> letter.reason().name())
        .containsExactly("UNUSABLE_FIELD_NAME");
  }

  @Test
  void shouldGiveUpWhenTheAgreementTakesNothing() {
    DecodeSession session =
        Decoding.decoder(NewFieldPolicy.EVOLVE)
            .open(new FixedSchemaAgreement(Decoding.schema("a long")));

    session.decode(Batches.of("{\"a\":1}", "{\"a\":2,\"n\":1}", "{\"a\":3}"));

    DecodedRecords decoded = session.take();
    assertThat(Rows.of(decoded.rows())).containsExactly(Map.of("a", 1L), Map.of("a", 3L));
    assertThat(decoded.deadLetters())
        .extracting(letter -> letter.reason().name())
        .containsExactly("UNKNOWN_FIELD");
  }

  @Test
  void shouldIgnoreUnknownFields() {
    DecodedRecords decoded =
        Decoding.decode(
            Decoding.decoder(NewFieldPolicy.IGNORE),
            agreement,
            "{\"n\":[{\"deep\":[1,[2]]}],\"a\":1,\"bad name\":2,\"_kafka_offset\":3,\"s\":{\"n\":{}},\"A\":4}");

    assertThat(Rows.of(decoded.rows())).containsExactly(Map.of("a", 1L, "s", Map.of()));
    assertThat(agreement.proposals()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"n\":1}; UNKNOWN_FIELD n",
        "{\"n\":[]}; UNKNOWN_FIELD n",
        "{\"n\":{}}; UNKNOWN_FIELD n",
        "{\"s\":{\"n\":1}}; UNKNOWN_FIELD s.n",
        "{\"l\":[{},{\"n\":\"\"}]}; UNKNOWN_FIELD l.element.n",
        "{\"A\":1}; UNKNOWN_FIELD A",
        "{\"_kafka_offset\":1}; UNUSABLE_FIELD_NAME _kafka_offset"
      })
  void shouldRefuseUnknownFieldsWhenTold(String json, String fault) {
    JsonRecordDecoder decoder = Decoding.decoder(NewFieldPolicy.DEAD_LETTER);

    assertThat(Decoding.fault(Decoding.decode(decoder, agreement, json))).startsWith(fault + ":");
    assertThat(Decoding.decode(decoder, agreement, "{\"n\":null,\"a\":1}").rows().rows())
        .as("null is as good as absent")
        .isEqualTo(1);
  }

  @Test
  void shouldNameNoMoreThanTheBeginningOfALongPath() {
    String fault = Decoding.fault(evolve("{\"" + "x y".repeat(5_000) + "\":1}"));

    assertThat(fault).hasSizeLessThan(300);
  }

  @Test
  void shouldFillTheKafkaColumnsThatTheSchemaHas() {
    // Given
    TableSchema schema = KafkaColumns.addTo(Decoding.schema("a long"));
    JsonRecordDecoder decoder = Decoding.decoder(NewFieldPolicy.EVOLVE);

    // When
    DecodedRecords decoded =
        Decoding.decode(
            decoder,
            new GrowingSchemaAgreement(schema),
            "{\"a\":1}",
            "{\"a\":\"x\"}",
            "{\"_kafka_offset\":5}",
            "{\"_kafka_offset\":null,\"n\":true}");

    // Then
    assertThat(Rows.of(decoded.rows()))
        .containsExactly(
            Map.of(
                "a",
                1L,
                "_kafka_topic",
                "events",
                "_kafka_partition",
                3L,
                "_kafka_offset",
                100L,
                "_kafka_timestamp",
                1_700_000_000_000_000L),
            Map.of(
                "n",
                true,
                "_kafka_topic",
                "events",
                "_kafka_partition",
                3L,
                "_kafka_offset",
                103L,
                "_kafka_timestamp",
                1_700_000_000_003_000L));
    assertThat(decoded.deadLetters()).hasSize(2);
  }

  private DecodedRecords evolve(String... payloads) {
    SchemaConfig config =
        new SchemaConfig(Optional.empty(), NewFieldPolicy.EVOLVE, 1000, false, Map.of());
    return Decoding.decode(new JsonRecordDecoder(config), agreement, payloads);
  }
}
