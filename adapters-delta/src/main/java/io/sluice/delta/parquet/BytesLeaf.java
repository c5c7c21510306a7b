package io.sluice.delta.parquet;

import io.sluice.domain.column.BytesVector;
import java.util.Optional;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;

/** BINARY: texts and byte strings. */
final class BytesLeaf extends LeafColumn {
  private final BytesVector values;

  BytesLeaf(PrimitiveType type, BytesVector values) {
    super(type);
    this.values = values;
  }

  @Override
  Optional<ValueDictionary> dictionary(Dictionaries dictionaries) {
    return Optional.of(dictionaries.bytes().over(values));
  }

  @Override
  int bytes(int index) {
    return Integer.BYTES + values.length(index);
  }

  @Override
  void putPlain(int[] indexes, int from, int to, PageBuffer page) {
    byte[] arena = values.arena();
    for (int i = from; i < to; i++) {
      int length = values.length(indexes[i]);
      page.reserve(Integer.BYTES + (long) length);
      page.putInt(length);
      page.putBytes(arena, values.start(indexes[i]), length);
    }
  }

  /** The vector does not change any more, so the statistics may keep slices of it. */
  @Override
  void summarize(int[] indexes, int from, int to, Statistics<?> statistics) {
    TextRange range = new TextRange(values);
    for (int i = from; i < to; i++) {
      range.add(indexes[i]);
    }
    statistics.updateStats(slice(range.min()));
    statistics.updateStats(slice(range.max()));
  }

  private Binary slice(int index) {
    return Binary.fromConstantByteArray(values.arena(), values.start(index), values.length(index));
  }
}
