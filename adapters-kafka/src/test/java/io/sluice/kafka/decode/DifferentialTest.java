package io.sluice.kafka.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.sluice.domain.record.DeadLetter;
import io.sluice.domain.record.DeadLetterReason;
import io.sluice.domain.schema.TableSchema;
import io.sluice.ports.fake.GrowingSchemaAgreement;
import io.sluice.ports.out.DecodedRecords;
import io.sluice.ports.out.RecordDecoder.DecodeSession;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the decoder against a tree-based one on random records: the same rows, and a reason that is
 * true of each dead letter. That the rows around them are right shows that dead letters leave
 * nothing behind, however deep in a record the fault was met.
 */
class DifferentialTest {
  private static final TableSchema SCHEMA =
      Decoding.nested("bin binary", "e struct<only:list<boolean>>");

  @ParameterizedTest
  @ValueSource(doubles = {0.0, 0.005, 0.05, 0.3})
  void shouldDecodeAsATreeWould(double faults) {
    // Given
    RandomRecords records = new RandomRecords(new Random(2024), SCHEMA, faults);
    ReferenceDecoder reference = new ReferenceDecoder(SCHEMA);
    DecodeSession session =
        Decoding.decoder(NewFieldPolicy.IGNORE).open(new GrowingSchemaAgreement(SCHEMA));
    for (int round = 0; round < 15; round++) {
      List<byte[]> payloads = new ArrayList<>();
      List<Map<String, Object>> expectedRows = new ArrayList<>();
      List<Set<DeadLetterReason>> expectedFaults = new ArrayList<>();
      List<byte[]> unfit = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        byte[] json = records.next();
        payloads.add(json);
        Map<String, Object> row = reference.decode(json);
        if (reference.faults().isEmpty()) {
          expectedRows.add(row);
        } else {
          expectedFaults.add(Set.copyOf(reference.faults()));
          unfit.add(json);
        }
      }

      // When
      int decodedRows = session.decode(Batches.of(payloads));

      // Then
      DecodedRecords decoded = session.take();
      assertThat(decodedRows).isEqualTo(decoded.rows().rows());
      requireEqual(payloads, Rows.of(decoded.rows()), expectedRows);
      requireReasons(decoded.deadLetters(), expectedFaults, unfit);
    }
  }

  @Test
  void shouldMeetRowsAndDeadLettersOfManyKinds() {
    // Given
    RandomRecords records = new RandomRecords(new Random(2024), SCHEMA, 0.05);
    ReferenceDecoder reference = new ReferenceDecoder(SCHEMA);
    Map<DeadLetterReason, Integer> met = new EnumMap<>(DeadLetterReason.class);
    int rows = 0;

    // When
    for (int i = 0; i < 5_000; i++) {
      reference.decode(records.next());
      reference.faults().forEach(fault -> met.merge(fault, 1, Integer::sum));
      rows += reference.faults().isEmpty() ? 1 : 0;
    }

    // Then
    assertThat(rows).isBetween(500, 4_500);
    assertThat(met)
        .containsKeys(
            DeadLetterReason.INVALID_JSON,
            DeadLetterReason.TYPE_MISMATCH,
            DeadLetterReason.OUT_OF_RANGE,
            DeadLetterReason.MISSING_VALUE);
  }

  @Test
  void shouldEvolveIntoWhatItWouldHaveDecodedUnderTheFinalSchema() {
    // Given
    RandomRecords records = new RandomRecords(new Random(7), SCHEMA, 0.01);
    List<byte[]> payloads = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      payloads.add(records.next());
    }
    GrowingSchemaAgreement agreement =
        new GrowingSchemaAgreement(Decoding.schema("id long not null"));
    DecodeSession session = Decoding.decoder(NewFieldPolicy.EVOLVE).open(agreement);

    // When
    session.decode(Batches.of(payloads));

    // Then
    DecodedRecords decoded = session.take();
    TableSchema last = agreement.current();
    assertThat(last.fields()).hasSizeGreaterThan(SCHEMA.fields().size() / 2);
    Map<Long, byte[]> byOffset = new HashMap<>();
    for (int i = 0; i < payloads.size(); i++) {
      byOffset.put(Batches.FIRST_OFFSET + i, payloads.get(i));
    }
    decoded.deadLetters().forEach(letter -> byOffset.remove(letter.offset()));
    ReferenceDecoder reference = new ReferenceDecoder(last);
    List<Map<String, Object>> expected = new ArrayList<>();
    byOffset.keySet().stream()
        .sorted()
        .forEach(offset -> expected.add(reference.decode(byOffset.get(offset))));
    requireEqual(List.of(), typed(Rows.of(decoded.rows())), typed(expected));
  }

  /** Without what has no type yet when it is met: that waits for a value. */
  private static List<Map<String, Object>> typed(List<Map<String, Object>> rows) {
    return rows.stream().map(row -> typedMembers(row)).toList();
  }

  private static Map<String, Object> typedMembers(Map<?, ?> members) {
    Map<String, Object> typed = new LinkedHashMap<>();
    members.forEach(
        (name, value) -> {
          Object inside = typed(value);
          if (inside != null) {
            typed.put((String) name, inside);
          }
        });
    return typed;
  }

  private static Object typed(Object value) {
    if (value instanceof Map<?, ?> members) {
      Map<String, Object> typed = typedMembers(members);
      return typed.isEmpty() ? null : typed;
    }
    if (value instanceof List<?> elements) {
      List<Object> typed = new ArrayList<>();
      elements.forEach(element -> typed.add(typed(element)));
      return typed.stream().allMatch(Objects::isNull) ? null : typed;
    }
    return value;
  }

  private static void requireEqual(
      List<byte[]> payloads, List<Map<String, Object>> rows, List<Map<String, Object>> expected) {
    for (int i = 0; i < Math.min(rows.size(), expected.size()); i++) {
      if (!rows.get(i).equals(expected.get(i))) {
        fail("row %d%nis     %s%nshould %s", i, rows.get(i), expected.get(i));
      }
    }
    assertThat(rows).as("rows of %d records", payloads.size()).hasSameSizeAs(expected);
  }

  private static void requireReasons(
      List<DeadLetter> letters, List<Set<DeadLetterReason>> expected, List<byte[]> payloads) {
    assertThat(letters).hasSameSizeAs(expected);
    for (int i = 0; i < letters.size(); i++) {
      if (!expected.get(i).contains(letters.get(i).reason())
          || !Arrays.equals(letters.get(i).value(), payloads.get(i))) {
        fail(
            "%s (%s), but it is %s: %s",
            letters.get(i).reason(),
            letters.get(i).detail(),
            expected.get(i),
            new String(payloads.get(i), StandardCharsets.UTF_8));
      }
    }
  }
}
