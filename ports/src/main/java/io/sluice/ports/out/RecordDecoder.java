package io.sluice.ports.out;

import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.schema.TableSchema;
import java.util.List;

/** Turns raw records into rows by column. Safe for use by any thread; its sessions are not. */
public interface RecordDecoder {
  /**
   * The schema that fits the records best: whole numbers are long, other numbers double, RFC 3339
   * texts with a zone timestamp, objects struct, arrays list. Fields that are only null, empty
   * lists and empty objects have no type yet and are left out. Where records disagree, the most
   * frequent type wins. The Kafka columns are included when they are configured.
   */
  TableSchema infer(List<RecordBatch> sample);

  /** A session for one thread. */
  DecodeSession open(SchemaAgreement agreement);

  /** Collects rows until they are taken. */
  interface DecodeSession {
    /**
     * Decodes a batch to its end: each record becomes a row or a dead letter.
     *
     * @return how many records became rows
     */
    int decode(RecordBatch batch);

    /** What the rows since the last take hold in memory as columns, in bytes. */
    long bytes();

    /**
     * Rows and dead letters since the last take; the session begins anew, under the schema that is
     * agreed then. The rows hold until the session is used again: it may decode into their memory.
     */
    DecodedRecords take();

    /** Forgets rows and dead letters; the session begins anew, under the schema now. */
    void discard();
  }
}
