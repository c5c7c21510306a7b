package io.sluice.kafka.decode;

import io.sluice.domain.record.DeadLetterReason;
import java.util.Objects;

/** A record cannot become a row. It has no stack trace: whole topics can be like that. */
final class UnfitRecordException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int MAX_PATH = 120;

  private final DeadLetterReason reason;

  UnfitRecordException(DeadLetterReason reason, String detail) {
    super(Objects.requireNonNull(detail, "detail"), null, false, false);
    this.reason = reason;
  }

  /** The fault lies at a field; its name comes from outside and is made fit to print. */
  static UnfitRecordException at(String path, DeadLetterReason reason, String fault) {
    return new UnfitRecordException(reason, printable(path) + ": " + fault);
  }

  DeadLetterReason reason() {
    return reason;
  }

  private static String printable(String path) {
    if (path.isEmpty()) {
      return "the empty name";
    }
    StringBuilder printable = new StringBuilder();
    for (int i = 0; i < Math.min(path.length(), MAX_PATH); i++) {
      char c = path.charAt(i);
      printable.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
    }
    return path.length() > MAX_PATH ? printable + "..." : printable.toString();
  }
}
