package io.sluice.kafka.decode;

import com.fasterxml.jackson.core.JsonParser;
import io.sluice.domain.column.ColumnBatchBuilder;
import io.sluice.domain.record.Payloads;
import io.sluice.domain.record.RecordBatch;
import java.io.IOException;

/** Appends records to a builder, each as one row that is left to be ended or abandoned. */
final class RowDecoder implements JsonRecords.Members {
  private final JsonRecords records;
  private final ColumnBatchBuilder builder;
  private final UnknownMembers unknown;
  private final ObjectDecoder columns;
  private final KafkaValues kafka;
  private final JsonScanner scanner = new JsonScanner();

  RowDecoder(
      JsonRecords records, ColumnBatchBuilder builder, UnknownMembers unknown, DecoderTree tree) {
    this.records = records;
    this.builder = builder;
    this.unknown = unknown;
    this.columns = tree.columns(builder);
    this.kafka = new KafkaValues(builder);
  }

  /**
   * Appends one record's values.
   *
   * @param json the record's payload, or what stands for it
   * @throws UnfitRecordException if it cannot be a row; some columns may have got values then
   */
  void append(RecordBatch batch, int index, byte[] json) throws UnfitRecordException {
    unknown.begin();
    kafka.append(batch, index);
    records.read(json, this);
  }

  /**
   * Appends one record's values, if the scanner understands it all and all of it fits; else some
   * columns may have got values.
   */
  boolean scan(RecordBatch batch, int index) throws UnfitRecordException {
    kafka.append(batch, index);
    Payloads payloads = batch.values();
    scanner.open(payloads.array(index), payloads.start(index), payloads.length(index));
    return columns.scan(scanner, builder.rows()) && scanner.isAtEnd();
  }

  @Override
  public void read(JsonParser parser) throws IOException, UnfitRecordException {
    columns.read(parser, builder.rows());
  }
}
