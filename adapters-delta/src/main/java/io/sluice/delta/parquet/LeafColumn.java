package io.sluice.delta.parquet;

import io.sluice.domain.column.BooleanVector;
import io.sluice.domain.column.BytesVector;
import io.sluice.domain.column.ColumnVector;
import io.sluice.domain.column.DoubleVector;
import io.sluice.domain.column.LongVector;
import java.util.Optional;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;

/**
 * The values of one leaf column in their physical type: a part of them at a time, so that each loop
 * runs over one primitive array. Parts are given as indexes into the vector, in which no value is
 * null.
 */
abstract class LeafColumn {
  private final PrimitiveType type;

  LeafColumn(PrimitiveType type) {
    this.type = type;
  }

  /** The column's values as Parquet wants them. */
  static LeafColumn of(PrimitiveType type, ColumnVector values) {
    return switch (type.getPrimitiveTypeName()) {
      case INT64 -> new LongLeaf(type, (LongVector) values);
      case INT32 -> new IntLeaf(type, (LongVector) values);
      case DOUBLE -> new DoubleLeaf(type, (DoubleVector) values);
      case BOOLEAN -> new BooleanLeaf(type, (BooleanVector) values);
      case BINARY -> new BytesLeaf(type, (BytesVector) values);
      case FIXED_LEN_BYTE_ARRAY -> new DecimalLeaf(type, (BytesVector) values);
      case FLOAT, INT96 -> throw new IllegalArgumentException(type + " is never written");
    };
  }

  /** A dictionary over the values, where one can pay. */
  abstract Optional<ValueDictionary> dictionary(Dictionaries dictionaries);

  /** How many bytes a value takes in a page, about; what the page size is held against. */
  abstract int bytes(int index);

  /** Puts values in the encoding PLAIN. */
  abstract void putPlain(int[] indexes, int from, int to, PageBuffer page);

  /** Takes the least and the greatest of the values into statistics of this column's type. */
  abstract void summarize(int[] indexes, int from, int to, Statistics<?> statistics);

  /** Statistics of no values yet. */
  final Statistics<?> emptyStatistics() {
    return Statistics.createStats(type);
  }

  final PrimitiveType type() {
    return type;
  }
}
