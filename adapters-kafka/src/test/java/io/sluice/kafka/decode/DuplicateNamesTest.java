package io.sluice.kafka.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.schema.TableSchema;
import io.sluice.ports.fake.GrowingSchemaAgreement;
import io.sluice.ports.out.DecodedRecords;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of members of the same name the last counts, and only the last: others may be of any type. */
class DuplicateNamesTest {
  private static final TableSchema SCHEMA =
      Decoding.schema(
          "a long",
          "s struct<x:long,y:list<long>>",
          "l list<struct<x:long>>",
          "m map<string,map<string,long>>");

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"a\":1,\"a\":2}; {\"a\":2}",
        "{\"a\":\"x\",\"a\":2}; {\"a\":2}",
        "{\"a\":1,\"a\":null}; {}",
        "{\"a\":1,\"\\u0061\":3}; {\"a\":3}",
        "{\"a\":1 , \"s\":{} , \"a\":2 , \"a\":3}; {\"a\":3,\"s\":{}}",
        "{\"s\":{\"x\":1,\"y\":[1,2]},\"s\":{\"y\":[3]}}; {\"s\":{\"y\":[3]}}",
        "{\"s\":{\"x\":1,\"x\":2,\"y\":[1],\"y\":[2,3]}}; {\"s\":{\"x\":2,\"y\":[2,3]}}",
        "{\"s\":{\"y\":[1,{\"q\":1,\"q\":2}],\"y\":[4]}}; {\"s\":{\"y\":[4]}}",
        "{\"l\":[{\"x\":1},{\"x\":2,\"x\":3}]}; {\"l\":[{\"x\":1},{\"x\":3}]}",
        "{\"m\":{\"k\":{\"i\":1,\"i\":2},\"j\":{},\"k\":{\"i\":3,\"h\":4,\"i\":5}}}; {\"m\":{\"j\":{},\"k\":{\"h\":4,\"i\":5}}}",
        "{\"m\":{\"k\":1,\"k\":{\"i\":1}}}; {\"m\":{\"k\":{\"i\":1}}}",
        "{\"unknown\":1,\"a\":1,\"unknown\":\"x\"}; {\"a\":1}"
      })
  void shouldTakeTheLast(String json, String sameAs) {
    // When
    DecodedRecords decoded = Decoding.decode(SCHEMA, "{\"a\":7}", json, sameAs, "{\"a\":8}");

    // Then
    assertThat(decoded.deadLetters()).isEmpty();
    List<Map<String, Object>> rows = Rows.of(decoded.rows());
    assertThat(rows.get(1)).isEqualTo(rows.get(2));
    assertThat(rows.get(0)).isEqualTo(Map.of("a", 7L));
    assertThat(rows.get(3)).isEqualTo(Map.of("a", 8L));
  }

  @Test
  void shouldRefuseTheRecordWhenTheLastDoesNotFit() {
    assertThat(Decoding.fault(Decoding.decode(SCHEMA, "{\"a\":1,\"a\":\"x\"}")))
        .startsWith("TYPE_MISMATCH a");
    assertThat(Decoding.fault(Decoding.decode(SCHEMA, "{\"s\":{\"x\":1,\"x\":1.5}}")))
        .startsWith("TYPE_MISMATCH s.x");
  }

  @Test
  void shouldMissARequiredValueWhenTheLastIsNull() {
    TableSchema schema = Decoding.schema("a long not null");

    assertThat(Decoding.fault(Decoding.decode(schema, "{\"a\":1,\"a\":null}")))
        .startsWith("MISSING_VALUE a");
  }

  @Test
  void shouldJudgeUnknownFieldsByTheLast() {
    GrowingSchemaAgreement agreement = new GrowingSchemaAgreement(SCHEMA);

    DecodedRecords evolved =
        Decoding.decode(
            Decoding.decoder(NewFieldPolicy.EVOLVE),
            agreement,
            "{\"n\":1,\"n\":null}",
            "{\"n\":1,\"n\":\"x\"}");

    assertThat(Rows.of(evolved.rows())).containsExactly(Map.of(), Map.of("n", "x"));
    assertThat(
            Decoding.decode(
                    Decoding.decoder(NewFieldPolicy.DEAD_LETTER), agreement, "{\"q\":1,\"q\":null}")
                .deadLetters())
        .isEmpty();
  }

  @Test
  void shouldFindTheLastInMapsOfManyKeys() {
    // Given
    StringBuilder json = new StringBuilder("{\"m\":{");
    for (int i = 0; i < 1000; i++) {
      json.append("\"k").append(i % 600).append("\":{\"i\":").append(i).append("},");
    }
    json.append("\"end\":null}}");

    // When
    DecodedRecords decoded = Decoding.decode(SCHEMA, json.toString());

    // Then
    assertThat(decoded.deadLetters()).isEmpty();
    Map<?, ?> map = (Map<?, ?>) Rows.of(decoded.rows()).get(0).get("m");
    assertThat(map).hasSize(601);
    assertThat((Object) map.get("k0")).isEqualTo(Map.of("i", 600L));
    assertThat((Object) map.get("k399")).isEqualTo(Map.of("i", 999L));
    assertThat((Object) map.get("k400")).isEqualTo(Map.of("i", 400L));
  }
}
