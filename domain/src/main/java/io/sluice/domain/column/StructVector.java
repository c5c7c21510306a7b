package io.sluice.domain.column;

import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.StructType;
import java.util.ArrayList;
import java.util.List;

/** Structs: a vector per field, each with one value per struct, null where the struct is. */
public final class StructVector extends ColumnVector {
  private StructType type;
  private final List<ColumnVector> children = new ArrayList<>();

  StructVector(StructType type) {
    this.type = type;
    type.fields().forEach(field -> children.add(ColumnVector.of(field.type())));
  }

  public StructType type() {
    return type;
  }

  public ColumnVector child(int field) {
    return children.get(field);
  }

  /** Ends a struct whose fields were appended to the children; fields left out become null. */
  public void endStruct() {
    counted();
    for (ColumnVector child : children) {
      child.fill(size());
    }
  }

  /** Takes over a type that has more fields, at the end, here or deeper; they are null so far. */
  void widen(StructType wider) {
    for (int i = 0; i < wider.fields().size(); i++) {
      Field field = wider.fields().get(i);
      if (i < children.size()) {
        ColumnBatchBuilder.widen(children.get(i), field.type());
      } else {
        ColumnVector added = ColumnVector.of(field.type());
        added.fill(size());
        children.add(added);
      }
    }
    type = wider;
  }

  @Override
  public StructVector select(int[] rows, int count) {
    StructVector selected = new StructVector(type);
    for (int i = 0; i < children.size(); i++) {
      selected.children.set(i, children.get(i).select(rows, count));
    }
    for (int i = 0; i < count; i++) {
      if (isNull(rows[i])) {
        selected.appendNull();
      } else {
        selected.counted();
      }
    }
    return selected;
  }

  @Override
  public long bytes() {
    return children.stream().mapToLong(ColumnVector::bytes).sum();
  }

  @Override
  void appendAbsent() {
    for (ColumnVector child : children) {
      child.fill(size() + 1);
    }
  }

  @Override
  void truncateValues(int newSize) {
    for (ColumnVector child : children) {
      child.truncate(newSize);
    }
  }
}
