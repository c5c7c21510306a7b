package io.sluice.kafka.decode;

/** What a number since the epoch counts. */
public enum TimestampUnit {
  MILLIS(1000),
  MICROS(1);

  private final long micros;

  TimestampUnit(long micros) {
    this.micros = micros;
  }

  /** The number in microseconds, or {@link Rfc3339#NONE} outside the years 1 to 9999. */
  long toMicros(long number) {
    boolean inRange = number >= Rfc3339.MIN / micros && number <= Rfc3339.MAX / micros;
    return inRange ? number * micros : Rfc3339.NONE;
  }
}
