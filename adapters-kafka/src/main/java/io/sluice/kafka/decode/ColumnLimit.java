package io.sluice.kafka.decode;

import io.sluice.domain.record.DeadLetterReason;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.FieldType;
import io.sluice.domain.schema.KafkaColumns;
import io.sluice.domain.schema.ListType;
import io.sluice.domain.schema.MapType;
import io.sluice.domain.schema.StructType;
import io.sluice.domain.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * How far new fields may widen a table: to so many leaf columns, as Parquet counts them, beside
 * those that say where a row came from.
 *
 * @param most leaf columns, one at least
 */
record ColumnLimit(int most) {
  /**
   * Passes what stays within the limit, and what is no wider than before.
   *
   * @throws UnfitRecordException when the record's new fields are too many
   */
  void require(TableSchema before, TableSchema after) throws UnfitRecordException {
    int columns = count(after);
    if (columns > most && columns > count(before)) {
      throw new UnfitRecordException(
          DeadLetterReason.UNKNOWN_FIELD,
          "with the record's new fields the table would have "
              + columns
              + " columns, and sluice.schema.max-columns is "
              + most);
    }
  }

  /** The first of the fields, as many as fit. */
  List<Field> first(List<Field> fields) {
    List<Field> first = new ArrayList<>();
    int columns = 0;
    for (Field field : fields) {
      int more = count(field.type());
      if (columns + more <= most) {
        first.add(field);
        columns += more;
      }
    }
    return first;
  }

  private static int count(TableSchema schema) {
    int columns = 0;
    for (Field field : schema.fields()) {
      columns += KafkaColumns.isReserved(field.name()) ? 0 : count(field.type());
    }
    return columns;
  }

  private static int count(List<Field> fields) {
    int columns = 0;
    for (Field field : fields) {
      columns += count(field.type());
    }
    return columns;
  }

  private static int count(FieldType type) {
    if (type instanceof StructType struct) {
      return count(struct.fields());
    }
    if (type instanceof ListType list) {
      return count(list.element());
    }
    return type instanceof MapType map ? 1 + count(map.value()) : 1;
  }
}
