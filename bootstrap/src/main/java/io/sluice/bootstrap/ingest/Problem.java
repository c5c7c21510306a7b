package io.sluice.bootstrap.ingest;

import java.util.OptionalLong;

/**
 * Why a request is not accepted, for whoever sent it.
 *
 * @param code for programs, in snake_case
 * @param message one sentence, without the payload
 * @param path where in the body, like {@code $[3].event_id}; empty where it is not about a place
 * @param hint what to do; empty where there is nothing to advise
 * @param retryAfter seconds until it is worth repeating
 */
record Problem(
    Status status, String code, String message, String path, String hint, OptionalLong retryAfter) {
  /** Every status that an answer other than the good one has. */
  enum Status {
    BAD_REQUEST(400),
    UNAUTHORIZED(401),
    NOT_FOUND(404),
    NOT_ALLOWED(405),
    TIMEOUT(408),
    TOO_LARGE(413),
    UNSUPPORTED(415),
    TOO_MANY(429),
    FAILED(500),
    UNAVAILABLE(503);

    private final int code;

    Status(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  Problem(Status status, String code, String message, String path, String hint) {
    this(status, code, message, path, hint, OptionalLong.empty());
  }

  /** Something in the body that cannot be an event. */
  static Problem invalid(String code, String message, String path, String hint) {
    return new Problem(Status.BAD_REQUEST, code, message, path, hint);
  }

  /** The same with a time after which it is worth repeating. */
  Problem after(long seconds) {
    return new Problem(status, code, message, path, hint, OptionalLong.of(seconds));
  }

  RejectedException toException() {
    return new RejectedException(this);
  }

  /** Whether the rest of the body will not be read, so that the connection is of no more use. */
  boolean endsConnection() {
    return status == Status.TIMEOUT || status == Status.TOO_LARGE;
  }
}
