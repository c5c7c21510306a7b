package io.sluice.delta.parquet;

import io.sluice.domain.column.DoubleVector;
import java.util.Optional;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;

/** DOUBLE. There is no not-a-number among the values: JSON has none. */
final class DoubleLeaf extends LeafColumn {
  private final DoubleVector values;

  DoubleLeaf(PrimitiveType type, DoubleVector values) {
    super(type);
    this.values = values;
  }

  @Override
  Optional<ValueDictionary> dictionary(Dictionaries dictionaries) {
    return Optional.of(
        dictionaries
            .longs()
            .over(index -> Double.doubleToRawLongBits(values.get(index)), Double.BYTES));
  }

  @Override
  int bytes(int index) {
    return Double.BYTES;
  }

  @Override
  void putPlain(int[] indexes, int from, int to, PageBuffer page) {
    page.reserve((to - from) * (long) Double.BYTES);
    for (int i = from; i < to; i++) {
      page.putLong(Double.doubleToRawLongBits(values.get(indexes[i])));
    }
  }

  @Override
  void summarize(int[] indexes, int from, int to, Statistics<?> statistics) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      double value = values.get(indexes[i]);
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    statistics.updateStats(min);
    statistics.updateStats(max);
  }
}
