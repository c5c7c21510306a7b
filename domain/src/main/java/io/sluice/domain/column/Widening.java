package io.sluice.domain.column;

import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.FieldType;
import io.sluice.domain.schema.ListType;
import io.sluice.domain.schema.MapType;
import io.sluice.domain.schema.StructType;
import java.util.List;

/** Whether fields only grew at their ends: vectors find their fields by position. */
final class Widening {
  private Widening() {}

  static void require(List<Field> before, List<Field> wider) {
    if (wider.size() < before.size()) {
      throw new IllegalArgumentException("the wider schema lacks fields");
    }
    for (int i = 0; i < before.size(); i++) {
      Field was = before.get(i);
      Field is = wider.get(i);
      if (!was.name().equals(is.name())) {
        throw new IllegalArgumentException(
            "the wider schema has " + is.name() + " where " + was.name() + " was");
      }
      require(was.name(), was.type(), is.type());
    }
  }

  private static void require(String name, FieldType was, FieldType is) {
    if (was instanceof StructType before && is instanceof StructType wider) {
      require(before.fields(), wider.fields());
    } else if (was instanceof ListType before && is instanceof ListType wider) {
      require(name, before.element(), wider.element());
    } else if (was instanceof MapType before && is instanceof MapType wider) {
      require(name, before.value(), wider.value());
    } else if (!was.equals(is)) {
      throw new IllegalArgumentException(
          "the wider schema has " + is + " where " + name + " was " + was);
    }
  }
}
