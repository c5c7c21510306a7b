package io.sluice.kafka.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.domain.column.ColumnVector;
import io.sluice.domain.record.DeadLetterReason;
import io.sluice.domain.schema.FieldType;
import java.io.IOException;

/**
 * Appends JSON values of one place in the records to the vector that holds them: from a parser,
 * which reads every record, and from a scanner, which reads the common ones fast.
 */
abstract class ValueDecoder {
  private final String path;
  private final FieldType type;
  private final ColumnVector vector;

  ValueDecoder(String path, FieldType type, ColumnVector vector) {
    this.path = path;
    this.type = type;
    this.vector = vector;
  }

  /**
   * Appends one value, and leaves the parser at its last token. After an exception the vector, and
   * what is inside it, may hold a part of the value.
   *
   * @param token the value's first token, where the parser is
   */
  final void decode(JsonParser parser, JsonToken token) throws IOException, UnfitRecordException {
    if (token == JsonToken.VALUE_NULL) {
      vector.appendNull();
    } else {
      decodePresent(parser, token);
    }
  }

  /** As {@link #decode}, for any token but null. */
  abstract void decodePresent(JsonParser parser, JsonToken token)
      throws IOException, UnfitRecordException;

  /**
   * Appends the value that comes next, if the scanner understands it and it fits; else the record
   * has to be read by {@link #decode}, which knows what is wrong. The vector, and what is inside
   * it, may hold a part of the value then.
   */
  final boolean scan(JsonScanner scanner) {
    if (scanner.peek() != 'n') {
      return scanPresent(scanner);
    }
    if (!scanner.takeWord(JsonScanner.NULL)) {
      return false;
    }
    vector.appendNull();
    return true;
  }

  /** As {@link #scan}, for any value but null. */
  abstract boolean scanPresent(JsonScanner scanner);

  final ColumnVector vector() {
    return vector;
  }

  final String path() {
    return path;
  }

  final UnfitRecordException mismatch(JsonToken found) {
    return unfit(
        DeadLetterReason.TYPE_MISMATCH, "expected " + type + ", found " + Faults.kind(found));
  }

  final UnfitRecordException mismatch(String fault) {
    return unfit(DeadLetterReason.TYPE_MISMATCH, "expected " + type + ", found " + fault);
  }

  final UnfitRecordException outOfRange() {
    return unfit(
        DeadLetterReason.OUT_OF_RANGE, "the value is too large or too precise for " + type);
  }

  final UnfitRecordException unfit(DeadLetterReason reason, String fault) {
    return UnfitRecordException.at(path, reason, fault);
  }
}
