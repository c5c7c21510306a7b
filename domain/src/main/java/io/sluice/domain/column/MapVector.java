package io.sluice.domain.column;

import io.sluice.domain.schema.MapType;
import io.sluice.domain.schema.PrimitiveType;
import java.util.Arrays;

/** Maps: one vector of all keys, one of all values, and where each map ends in both. */
public final class MapVector extends ColumnVector {
  private final BytesVector keys;
  private final ColumnVector values;
  private int[] ends = new int[64];

  MapVector(MapType type) {
    this((BytesVector) ColumnVector.of(PrimitiveType.STRING), ColumnVector.of(type.value()));
  }

  private MapVector(BytesVector keys, ColumnVector values) {
    this.keys = keys;
    this.values = values;
  }

  /** Every map's keys; never null, and unique within a map: the appender sees to it. */
  public BytesVector keys() {
    return keys;
  }

  public ColumnVector values() {
    return values;
  }

  /** Ends a map whose entries were appended to {@link #keys()} and {@link #values()}. */
  public void endMap() {
    push();
    counted();
  }

  /** The first entry of the row's map. */
  public int start(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }

  /** The entry after the last of the row's map. */
  public int end(int row) {
    return ends[row];
  }

  @Override
  public MapVector select(int[] rows, int count) {
    Slices slices = Slices.of(ends, rows, count);
    MapVector selected =
        new MapVector(
            keys.select(slices.inside(), slices.size()),
            values.select(slices.inside(), slices.size()));
    selected.ends = slices.ends();
    for (int i = 0; i < count; i++) {
      if (isNull(rows[i])) {
        selected.countedNull();
      } else {
        selected.counted();
      }
    }
    return selected;
  }

  @Override
  public long bytes() {
    return keys.bytes() + values.bytes() + 4L * size();
  }

  @Override
  void appendAbsent() {
    push();
  }

  @Override
  void truncateValues(int newSize) {
    int entries = newSize == 0 ? 0 : ends[newSize - 1];
    keys.truncate(entries);
    values.truncate(entries);
  }

  private void push() {
    if (size() == ends.length) {
      ends = Arrays.copyOf(ends, grown(ends.length));
    }
    ends[size()] = keys.size();
  }
}
