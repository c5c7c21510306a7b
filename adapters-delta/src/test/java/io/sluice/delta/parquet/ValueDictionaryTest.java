package io.sluice.delta.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.column.BytesVector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValueDictionaryTest {
  private final BytesDictionary dictionary = new BytesDictionary();

  @Test
  void shouldNumberDistinctValuesAsAMapDoesTimeAfterTime() {
    Random random = new Random(9);
    for (int round = 0; round < 300; round++) {
      // Given
      BytesVector values = new BytesVector();
      List<String> texts = new ArrayList<>();
      int distinct = 1 + random.nextInt(400);
      for (int i = 0; i < 2_000; i++) {
        byte[] value = new byte[random.nextInt(40)];
        Arrays.fill(value, (byte) random.nextInt(distinct));
        if (value.length > 0) {
          value[random.nextInt(value.length)] = (byte) random.nextInt(3);
        }
        values.append(value, 0, value.length);
        texts.add(Arrays.toString(value));
      }
      Map<String, Integer> expected = new LinkedHashMap<>();
      int[] ids = new int[texts.size()];
      for (int i = 0; i < ids.length; i++) {
        expected.putIfAbsent(texts.get(i), expected.size());
        ids[i] = expected.get(texts.get(i));
      }

      // When
      dictionary.over(values).build(IntStream.range(0, ids.length).toArray(), ids.length);

      // Then
      assertThat(dictionary.size()).isEqualTo(expected.size());
      assertThat(Arrays.copyOf(dictionary.ids(), ids.length)).isEqualTo(ids);
      assertThat(dictionary.bitWidth())
          .isEqualTo(
              Integer.toBinaryString(expected.size() - 1).length()
                  - (expected.size() == 1 ? 1 : 0));
    }
  }

  @Test
  void shouldTellWhereTheDistinctValuesOfAPartAre() {
    // Given
    BytesVector values = new BytesVector();
    for (String text :
        List.of("a", "b", "a", "c", "b", "a", "a", "a", "b", "a", "b", "a", "b", "a")) {
      values.append(text.getBytes(StandardCharsets.US_ASCII), 0, 1);
    }
    boolean built =
        dictionary.over(values).build(IntStream.range(0, values.size()).toArray(), values.size());
    int[] found = new int[values.size()];

    // When / Then
    assertThat(built).isTrue();
    assertThat(Arrays.copyOf(found, dictionary.distinct(2, 5, 1, found))).containsExactly(0, 3, 1);
    assertThat(Arrays.copyOf(found, dictionary.distinct(5, 8, 2, found))).containsExactly(0);
  }

  @Test
  void shouldGiveUpAtAValueThatNoDictionaryHolds() {
    BytesVector values = new BytesVector();
    byte[] large = new byte[1 << 20];
    values.append(large, 0, large.length);
    values.append(large, 0, large.length);
    assertThat(dictionary.over(values).build(new int[] {0, 1}, 2)).isFalse();
  }

  @Test
  void shouldSeeEarlyThatAllValuesAreDistinct() {
    assertThat(built(i -> i)).isFalse();
    assertThat(dictionary.size()).isBetween(4_000, 4_200);
  }

  @Test
  void shouldGoOnWithValuesOfWhichSomeAreThereAgain() {
    assertThat(built(i -> i < 5_000 && i % 20 == 0 ? 0 : i % 9_000)).isTrue();
    assertThat(dictionary.size()).isEqualTo(9_000);
  }

  private boolean built(IntUnaryOperator numbers) {
    BytesVector values = new BytesVector();
    for (int i = 0; i < 70_000; i++) {
      byte[] text =
          "number %09d".formatted(numbers.applyAsInt(i)).getBytes(StandardCharsets.US_ASCII);
      values.append(text, 0, text.length);
    }
    return dictionary
        .over(values)
        .build(IntStream.range(0, values.size()).toArray(), values.size());
  }

  @Test
  void shouldGiveUpAtValuesChosenToShareOneHash() {
    // Given
    long[] values = new long[40_000];
    long mix = 0x9E3779B97F4A7C15L;
    long inverse = mix;
    for (int i = 0; i < 6; i++) {
      inverse *= 2 - mix * inverse;
    }
    for (int i = 0; i < values.length; i++) {
      long product = 0x1234_5678_0000_0000L | i / 2;
      long mixed = product * inverse;
      values[i] = (mixed ^ mixed >>> 32) * inverse;
    }

    // When
    boolean built =
        new LongDictionary()
            .over(i -> values[i], Long.BYTES)
            .build(IntStream.range(0, values.length).toArray(), values.length);

    // Then
    assertThat(built).isFalse();
  }
}
