package io.sluice.delta.parquet;

import io.sluice.domain.column.LongVector;
import java.util.Optional;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;

/** INT32: days, and decimals of few digits. */
final class IntLeaf extends LeafColumn {
  private final LongVector values;

  IntLeaf(PrimitiveType type, LongVector values) {
    super(type);
    this.values = values;
  }

  @Override
  Optional<ValueDictionary> dictionary(Dictionaries dictionaries) {
    return Optional.of(dictionaries.longs().over(values::get, Integer.BYTES));
  }

  @Override
  int bytes(int index) {
    return Integer.BYTES;
  }

  @Override
  void putPlain(int[] indexes, int from, int to, PageBuffer page) {
    page.reserve((to - from) * (long) Integer.BYTES);
    for (int i = from; i < to; i++) {
      page.putInt(Math.toIntExact(values.get(indexes[i])));
    }
  }

  @Override
  void summarize(int[] indexes, int from, int to, Statistics<?> statistics) {
    int min = Integer.MAX_VALUE;
    int max = Integer.MIN_VALUE;
    for (int i = from; i < to; i++) {
      int value = Math.toIntExact(values.get(indexes[i]));
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    statistics.updateStats(min);
    statistics.updateStats(max);
  }
}
