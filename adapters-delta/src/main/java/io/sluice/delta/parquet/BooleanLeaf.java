package io.sluice.delta.parquet;

import io.sluice.domain.column.BooleanVector;
import java.util.Optional;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;

/** BOOLEAN: one bit each, the first in the lowest. */
final class BooleanLeaf extends LeafColumn {
  private final BooleanVector values;

  BooleanLeaf(PrimitiveType type, BooleanVector values) {
    super(type);
    this.values = values;
  }

  @Override
  Optional<ValueDictionary> dictionary(Dictionaries dictionaries) {
    return Optional.empty();
  }

  @Override
  int bytes(int index) {
    return 1;
  }

  @Override
  void putPlain(int[] indexes, int from, int to, PageBuffer page) {
    page.reserve((to - from) / Byte.SIZE + 1L);
    for (int i = from; i < to; i += Byte.SIZE) {
      int packed = 0;
      int last = Math.min(to, i + Byte.SIZE);
      for (int bit = i; bit < last; bit++) {
        packed |= (values.get(indexes[bit]) ? 1 : 0) << (bit - i);
      }
      page.putByte(packed);
    }
  }

  @Override
  void summarize(int[] indexes, int from, int to, Statistics<?> statistics) {
    boolean all = true;
    boolean any = false;
    for (int i = from; i < to; i++) {
      boolean value = values.get(indexes[i]);
      all &= value;
      any |= value;
    }
    statistics.updateStats(all);
    statistics.updateStats(any);
  }
}
