package io.sluice.ports.out;

import io.sluice.domain.column.ColumnBatch;
import io.sluice.domain.record.DeadLetter;
import java.util.List;

/**
 * What decoding came to.
 *
 * @param rows in the order decoded
 * @param deadLetters the records that are no rows
 */
public record DecodedRecords(ColumnBatch rows, List<DeadLetter> deadLetters) {
  public DecodedRecords {
    deadLetters = List.copyOf(deadLetters);
  }
}
