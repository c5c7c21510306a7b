package io.sluice.bootstrap.cli;

import io.sluice.domain.error.ErrorCode;

/** What a process tells the one that started it; the numbers are those of sysexits.h. */
final class ExitCode {
  static final int OK = 0;
  static final int USAGE = 2;

  /** The JVM's own, with -XX:+ExitOnOutOfMemoryError. */
  static final int OUT_OF_MEMORY = 3;

  private static final int SIGNAL = 128;

  private ExitCode() {}

  /** Cut short by the signal of that number. */
  static int signalled(int number) {
    return SIGNAL + number;
  }

  static int of(ErrorCode code) {
    return switch (code) {
      case BUG -> 1;
      case USAGE -> USAGE;
      case DATA_POLICY -> 65;
      case UNAVAILABLE -> 69;
      case STORAGE -> 74;
      case TEMPORARY -> 75;
      case PERMISSION -> 77;
      case CONFIGURATION -> 78;
    };
  }
}
