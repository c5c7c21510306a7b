package io.sluice.kafka.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.schema.TableSchema;
import io.sluice.ports.fake.GrowingSchemaAgreement;
import io.sluice.ports.out.DecodedRecords;
import io.sluice.ports.out.RecordDecoder.DecodeSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However many names a producer makes up, the table stays within its limit. */
class ColumnLimitTest {
  private final GrowingSchemaAgreement agreement =
      new GrowingSchemaAgreement(Decoding.schema("a long", "_kafka_offset long"));

  @Test
  void shouldMakeDeadLettersOfRecordsThatWouldNeedMoreColumns() {
    // When
    DecodedRecords decoded =
        decode(3, "{\"b\":1}", "{\"c\":1,\"d\":1}", "{\"c\":2}", "{\"e\":1}", "{\"a\":5,\"c\":6}");

    // Then
    assertThat(agreement.current())
        .isEqualTo(Decoding.schema("a long", "_kafka_offset long", "b long", "c long"));
    assertThat(decoded.rows().rows()).isEqualTo(3);
    assertThat(decoded.deadLetters())
        .extracting(letter -> letter.offset() + " " + letter.reason() + " " + letter.detail())
        .containsExactly(
            "101 UNKNOWN_FIELD with the record's new fields the table would have 4 columns, and"
                + " sluice.schema.max-columns is 3",
            "103 UNKNOWN_FIELD with the record's new fields the table would have 4 columns, and"
                + " sluice.schema.max-columns is 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"s\":{\"x\":1,\"y\":{\"z\":1}}}; 3",
        "{\"l\":[{\"x\":1},{\"y\":2}]}; 3",
        "{\"l\":[[1]]}; 2",
      })
  void shouldCountWhatIsInside(String json, int columns) {
    assertThat(decode(columns, json).rows().rows()).isEqualTo(1);
    agreement.become(Decoding.schema("a long"));
    assertThat(Decoding.fault(decode(columns - 1, json)))
        .startsWith("UNKNOWN_FIELD")
        .contains(columns + " columns");
  }

  @Test
  void shouldCountAMapTwice() {
    // Given
    agreement.become(Decoding.schema("m map<string,struct<x:long>>"));

    // Then
    assertThat(decode(3, "{\"m\":{\"k\":{\"y\":1}}}").rows().rows()).isEqualTo(1);
    assertThat(Decoding.fault(decode(3, "{\"m\":{\"k\":{\"z\":1}}}"))).contains("4 columns");
  }

  @Test
  void shouldCountWhatOtherLanesHaveProposed() {
    // Given
    DecodeSession session = decoder(NewFieldPolicy.EVOLVE, 3).open(agreement);
    session.decode(Batches.of("{\"a\":1}"));
    TableSchema full = Decoding.schema("a long", "_kafka_offset long", "b long", "c long");
    agreement.become(full);

    // When
    session.decode(Batches.of("{\"d\":1}", "{\"b\":1}"));

    // Then
    DecodedRecords decoded = session.take();
    assertThat(decoded.deadLetters()).hasSize(1);
    assertThat(decoded.rows().rows()).isEqualTo(2);
    assertThat(agreement.current()).isEqualTo(full);
  }

  @Test
  void shouldStoreRecordsOfATableThatIsWiderAlready() {
    // Given
    DecodeSession session = decoder(NewFieldPolicy.EVOLVE, 1).open(agreement);
    session.decode(Batches.of("{\"a\":1}"));
    agreement.become(Decoding.schema("a long", "_kafka_offset long", "b long", "c long"));

    // When
    session.decode(Batches.of("{\"c\":1}"));

    // Then
    assertThat(session.take().deadLetters()).isEmpty();
  }

  @Test
  void shouldKeepToItInASampleToo() {
    // Given
    String sample = "{\"a\":1,\"s\":{\"x\":1,\"y\":1},\"b\":1}";
    TableSchema all = Decoding.schema("a long", "s struct<x:long,y:long>", "b long");

    // Then
    assertThat(infer(NewFieldPolicy.EVOLVE, 4, sample)).isEqualTo(all);
    assertThat(infer(NewFieldPolicy.EVOLVE, 2, sample))
        .isEqualTo(Decoding.schema("a long", "b long"));
    assertThat(infer(NewFieldPolicy.IGNORE, 2, sample))
        .as("fields are not to get lost in silence")
        .isEqualTo(all);
  }

  private static TableSchema infer(NewFieldPolicy policy, int most, String sample) {
    return decoder(policy, most).infer(List.of(Batches.of(sample)));
  }

  private DecodedRecords decode(int most, String... payloads) {
    return Decoding.decode(decoder(NewFieldPolicy.EVOLVE, most), agreement, payloads);
  }

  private static JsonRecordDecoder decoder(NewFieldPolicy policy, int most) {
    return new JsonRecordDecoder(new SchemaConfig(Optional.empty(), policy, most, false, Map.of()));
  }
}
