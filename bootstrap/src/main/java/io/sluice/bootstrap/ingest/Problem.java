package io.sluice.bootstrap.ingest;

import java.util.OptionalLong;

/**
 * Why a request is not accepted, for whoever sent it.
 *
 * @param status of HTTP
 * @param code for programs, in snake_case
 * @param message one sentence, without the payload
 * @param path where in the body, like {@code $[3].event_id}; empty where it is not about a place
 * @param hint what to do; empty where there is nothing to advise
 * @param retryAfter seconds until it is worth repeating
 */
record Problem(
    int status, String code, String message, String path, String hint, OptionalLong retryAfter) {
  static final int BAD_REQUEST = 400;
  static final int UNAUTHORIZED = 401;
  static final int TIMEOUT = 408;
  static final int TOO_LARGE = 413;
  static final int UNSUPPORTED = 415;
  static final int TOO_MANY = 429;
  static final int FAILED = 500;
  static final int UNAVAILABLE = 503;

  Problem(int status, String code, String message, String path, String hint) {
    this(status, code, message, path, hint, OptionalLong.empty());
  }

  /** Something in the body that cannot be an event. */
  static Problem invalid(String code, String message, String path, String hint) {
    return new Problem(BAD_REQUEST, code, message, path, hint);
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
    return status == TIMEOUT || status == TOO_LARGE;
  }
}
