package io.sluice.domain.schema;

import java.util.Locale;

/** Types without parameters. */
public enum PrimitiveType implements FieldType {
  /** UTF-8 text. */
  STRING,
  /** 64-bit signed integer. */
  LONG,
  /** 64-bit IEEE 754, finite values only. */
  DOUBLE,
  BOOLEAN,
  /** An instant: microseconds since the epoch, UTC. */
  TIMESTAMP,
  /** A day of the proleptic Gregorian calendar: days since the epoch. */
  DATE,
  /** Bytes; base64 in JSON. */
  BINARY;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
