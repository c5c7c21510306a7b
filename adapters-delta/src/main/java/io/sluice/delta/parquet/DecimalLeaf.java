package io.sluice.delta.parquet;

import io.sluice.domain.column.BytesVector;
import java.util.Optional;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;

/** FIXED_LEN_BYTE_ARRAY: decimals of many digits. */
final class DecimalLeaf extends LeafColumn {
  private final BytesVector values;
  private final byte[] scratch;

  DecimalLeaf(PrimitiveType type, BytesVector values) {
    super(type);
    this.values = values;
    this.scratch = new byte[type.getTypeLength()];
  }

  /** The same number can stand in the vector with more or fewer bytes, so there is none. */
  @Override
  Optional<ValueDictionary> dictionary(Dictionaries dictionaries) {
    return Optional.empty();
  }

  @Override
  int bytes(int index) {
    return scratch.length;
  }

  @Override
  void putPlain(int[] indexes, int from, int to, PageBuffer page) {
    page.reserve((to - from) * (long) scratch.length);
    for (int i = from; i < to; i++) {
      load(indexes[i]);
      page.putBytes(scratch, 0, scratch.length);
    }
  }

  @Override
  void summarize(int[] indexes, int from, int to, Statistics<?> statistics) {
    // "Reused" makes the statistics copy what they keep; the array is filled anew each time.
    Binary value = Binary.fromReusedByteArray(scratch);
    for (int i = from; i < to; i++) {
      load(indexes[i]);
      statistics.updateStats(value);
    }
  }

  private void load(int index) {
    TwosComplement.extend(values.arena(), values.start(index), values.length(index), scratch);
  }
}
