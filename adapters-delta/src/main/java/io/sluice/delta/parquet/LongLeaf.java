package io.sluice.delta.parquet;

import io.sluice.domain.column.LongVector;
import java.util.Optional;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;

/** INT64. */
final class LongLeaf extends LeafColumn {
  private final LongVector values;

  LongLeaf(PrimitiveType type, LongVector values) {
    super(type);
    this.values = values;
  }

  @Override
  Optional<ValueDictionary> dictionary(Dictionaries dictionaries) {
    return Optional.of(dictionaries.longs().over(values::get, Long.BYTES));
  }

  @Override
  int bytes(int index) {
    return Long.BYTES;
  }

  @Override
  void putPlain(int[] indexes, int from, int to, PageBuffer page) {
    page.reserve((to - from) * (long) Long.BYTES);
    for (int i = from; i < to; i++) {
      page.putLong(values.get(indexes[i]));
    }
  }

  @Override
  void summarize(int[] indexes, int from, int to, Statistics<?> statistics) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = from; i < to; i++) {
      long value = values.get(indexes[i]);
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    statistics.updateStats(min);
    statistics.updateStats(max);
  }
}
