package io.sluice.kafka.decode;

import io.sluice.domain.column.ColumnBatchBuilder;
import io.sluice.domain.record.DeadLetter;
import io.sluice.domain.record.DeadLetterReason;
import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.schema.SchemaExtension;
import io.sluice.domain.schema.TableSchema;
import io.sluice.ports.out.DecodedRecords;
import io.sluice.ports.out.RecordDecoder.DecodeSession;
import io.sluice.ports.out.SchemaAgreement;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes records one after the other. The common record is scanned, once; one that the scanner
 * does not take is parsed; one that does not fit is parsed again without the members that later
 * ones supersede, and one with new fields is tried under a schema that has them before that schema
 * is proposed.
 */
final class JsonDecodeSession implements DecodeSession {
  /** How often a record may meet fields that a new agreement lacks. */
  private static final int MAX_AGREEMENTS = 3;

  private final SchemaConfig config;
  private final SchemaAgreement agreement;
  private final JsonRecords records = new JsonRecords();
  private final ColumnLimit limit;
  private final UnknownMembers unknown;
  private final DecoderTree tree;
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private boolean ended = true;
  private ColumnBatchBuilder builder;
  private RowDecoder rows;

  JsonDecodeSession(SchemaConfig config, SchemaAgreement agreement) {
    this.config = config;
    this.agreement = agreement;
    this.limit = new ColumnLimit(config.maxColumns());
    this.unknown = new UnknownMembers(config.onNewField());
    this.tree = new DecoderTree(config.timestampUnits(), unknown);
  }

  @Override
  public int decode(RecordBatch batch) {
    if (ended) {
      beginAnew();
    }
    int before = builder.rows();
    for (int i = 0; i < batch.size(); i++) {
      decode(batch, i);
    }
    return builder.rows() - before;
  }

  @Override
  public long bytes() {
    return ended ? 0 : builder.bytes();
  }

  @Override
  public DecodedRecords take() {
    if (ended) {
      beginAnew();
    }
    DecodedRecords taken = new DecodedRecords(builder.build(), deadLetters);
    discard();
    return taken;
  }

  @Override
  public void discard() {
    ended = true;
    deadLetters.clear();
  }

  /** In the vectors that there are, where the schema is still theirs: they have grown already. */
  private void beginAnew() {
    TableSchema agreed = agreement.current();
    if (builder != null && builder.schema().equals(agreed)) {
      builder.clear();
    } else {
      begin(agreed);
    }
    ended = false;
  }

  private void decode(RecordBatch batch, int index) {
    try {
      if (batch.values().array(index) == null) {
        throw new UnfitRecordException(DeadLetterReason.NULL_PAYLOAD, "the payload is null");
      }
      append(batch, index);
      builder.endRow();
    } catch (UnfitRecordException unfit) {
      builder.abandonRow();
      deadLetters.add(
          new DeadLetter(
              batch.partition(),
              batch.offset(index),
              batch.timestamp(index),
              batch.key(index),
              batch.value(index),
              batch.headers(index),
              unfit.reason(),
              unfit.getMessage()));
    }
  }

  private void append(RecordBatch batch, int index) throws UnfitRecordException {
    if (rows.scan(batch, index)) {
      return;
    }
    builder.abandonRow();
    byte[] json = batch.value(index);
    try {
      rows.append(batch, index, json);
    } catch (UnfitRecordException unfit) {
      builder.abandonRow();
      byte[] unique = records.withoutSuperseded(json);
      if (unique == json) {
        throw unfit;
      }
      rows.append(batch, index, unique);
    }
    if (unknown.met()) {
      grow(batch, index, records.withoutSuperseded(json));
    }
  }

  /** Goes on from a row that was appended without its new fields. */
  private void grow(RecordBatch batch, int index, byte[] json) throws UnfitRecordException {
    for (int i = 0; i < MAX_AGREEMENTS; i++) {
      TableSchema wider = newFields(json);
      if (wider.equals(builder.schema())) {
        return;
      }
      builder.abandonRow();
      requireFew(wider);
      rehearse(batch, index, json, wider);
      adopt(agreement.extend(wider));
      rows.append(batch, index, json);
      if (!unknown.met()) {
        return;
      }
    }
    throw new UnfitRecordException(
        DeadLetterReason.UNKNOWN_FIELD, "the schema did not take the record's new fields");
  }

  private TableSchema newFields(byte[] json) throws UnfitRecordException {
    NewFields fields = new NewFields(builder.schema(), config.timestampUnits());
    records.read(json, fields);
    return fields.wider();
  }

  /** What other lanes have proposed counts too. */
  private void requireFew(TableSchema wider) throws UnfitRecordException {
    TableSchema agreed = agreement.current();
    limit.require(agreed, SchemaExtension.extend(agreed, wider));
  }

  /** A record that could not be stored afterwards must not make the table grow. */
  private void rehearse(RecordBatch batch, int index, byte[] json, TableSchema wider)
      throws UnfitRecordException {
    rowsOf(new ColumnBatchBuilder(wider)).append(batch, index, json);
  }

  /**
   * Goes on under what is agreed; rows keep the types that they have. Where the table's are others,
   * the commit finds out, and everything in it is decoded again.
   */
  private void adopt(TableSchema agreed) {
    if (builder.rows() == 0) {
      begin(agreed);
    } else {
      builder.widen(SchemaExtension.extend(builder.schema(), agreed));
      rows = rowsOf(builder);
    }
  }

  private void begin(TableSchema schema) {
    ColumnBatchBuilder empty = new ColumnBatchBuilder(schema);
    rows = rowsOf(empty);
    builder = empty;
  }

  private RowDecoder rowsOf(ColumnBatchBuilder target) {
    return new RowDecoder(records, target, unknown, tree);
  }
}
