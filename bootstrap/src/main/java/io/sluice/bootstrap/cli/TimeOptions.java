package io.sluice.bootstrap.cli;

import io.sluice.bootstrap.config.DurationText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times on the command line. */
final class TimeOptions {
  private TimeOptions() {}

  /** A moment, with its zone. */
  static final class Time implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "'" + text + "' is no time with a zone, as 2026-01-31T09:00:00Z");
      }
    }
  }

  /** A length of time, as the configuration writes it. */
  static final class Span implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      Duration span;
      try {
        span = DurationText.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
      if (span.isNegative()) {
        throw new TypeConversionException("'" + text + "' is negative");
      }
      return span;
    }
  }
}
