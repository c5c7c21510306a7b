package io.sluice.kafka.decode;

import io.sluice.domain.column.BytesVector;
import io.sluice.domain.column.ColumnBatchBuilder;
import io.sluice.domain.column.LongVector;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.record.DeadLetterReason;
import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.KafkaColumns;
import java.nio.charset.StandardCharsets;

/** Fills those of the Kafka columns that a schema has; the others are null here. */
final class KafkaValues {
  private final BytesVector topics;
  private final LongVector partitions;
  private final LongVector offsets;
  private final LongVector timestamps;
  private final boolean timestampRequired;
  private SourcePartition partition;
  private byte[] topic = new byte[0];

  /**
   * Ties itself to the builder's columns.
   *
   * @throws SluiceException if the schema has one of the columns with a type of its own
   */
  KafkaValues(ColumnBatchBuilder builder) {
    topics = (BytesVector) column(builder, KafkaColumns.TOPIC);
    partitions = (LongVector) column(builder, KafkaColumns.PARTITION);
    offsets = (LongVector) column(builder, KafkaColumns.OFFSET);
    timestamps = (LongVector) column(builder, KafkaColumns.TIMESTAMP);
    timestampRequired =
        builder.schema().find(KafkaColumns.TIMESTAMP).map(field -> !field.nullable()).orElse(false);
  }

  /** Appends one record's values; a timestamp that is none, or no date of ours, is null. */
  void append(RecordBatch batch, int index) throws UnfitRecordException {
    if (topics != null) {
      if (!batch.partition().equals(partition)) {
        partition = batch.partition();
        topic = partition.topic().getBytes(StandardCharsets.UTF_8);
      }
      topics.append(topic, 0, topic.length);
    }
    if (partitions != null) {
      partitions.append(batch.partition().partition());
    }
    if (offsets != null) {
      offsets.append(batch.offset(index));
    }
    if (timestamps != null) {
      appendTimestamp(batch.timestamp(index));
    }
  }

  private void appendTimestamp(long millis) throws UnfitRecordException {
    long micros = millis < 0 ? Rfc3339.NONE : TimestampUnit.MILLIS.toMicros(millis);
    if (micros != Rfc3339.NONE) {
      timestamps.append(micros);
    } else if (timestampRequired) {
      throw UnfitRecordException.at(
          KafkaColumns.TIMESTAMP, DeadLetterReason.MISSING_VALUE, "the record has no timestamp");
    } else {
      timestamps.appendNull();
    }
  }

  private static Object column(ColumnBatchBuilder builder, String name) {
    int position = builder.schema().indexOf(name);
    if (position < 0) {
      return null;
    }
    Field column = builder.schema().fields().get(position);
    Field expected =
        KafkaColumns.FIELDS.stream().filter(field -> field.name().equals(name)).findAny().get();
    if (!column.type().equals(expected.type())) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          "Cannot fill column "
              + name
              + ": its type is "
              + column.type()
              + " where "
              + expected.type()
              + " is needed",
          "write to another table, or drop or rename the column");
    }
    return builder.column(position);
  }
}
