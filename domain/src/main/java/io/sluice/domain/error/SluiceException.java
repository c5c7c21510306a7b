package io.sluice.domain.error;

import java.util.Objects;

/**
 * A failure that a person has to act on: the message says what failed and why in one line, the hint
 * says what to do. Neither ever holds a secret or a record's payload.
 */
public final class SluiceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String hint;

  public SluiceException(ErrorCode code, String message, String hint) {
    this(code, message, hint, null);
  }

  public SluiceException(ErrorCode code, String message, String hint, Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code, "code");
    this.hint = Objects.requireNonNull(hint, "hint");
  }

  public ErrorCode code() {
    return code;
  }

  /** What to do about it, in one line; empty when there is nothing to advise. */
  public String hint() {
    return hint;
  }
}
