package io.sluice.delta.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.column.BytesVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextRangeTest {
  @Test
  void shouldFindTheLeastAndTheGreatestAsSortingDoes() {
    Random random = new Random(3);
    for (int round = 0; round < 2_000; round++) {
      // Given: few different bytes, so that prefixes are often the same, zeros and signs among them
      BytesVector values = new BytesVector();
      List<byte[]> sorted = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(6); i++) {
        byte[] value = new byte[random.nextInt(20)];
        for (int at = 0; at < value.length; at++) {
          value[at] = (byte) (random.nextInt(4) == 0 ? random.nextInt(3) * 100 : 0);
        }
        values.append(value, 0, value.length);
        sorted.add(value);
      }
      sorted.sort(Arrays::compareUnsigned);

      // When
      TextRange range = new TextRange(values);
      for (int i = 0; i < values.size(); i++) {
        range.add(i);
      }

      // Then
      assertThat(values.copy(range.min())).isEqualTo(sorted.get(0));
      assertThat(values.copy(range.max())).isEqualTo(sorted.get(sorted.size() - 1));
    }
  }
}
