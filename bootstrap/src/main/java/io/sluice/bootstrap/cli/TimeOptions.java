package io.sluice.bootstrap.cli;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
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
      try {
        Duration span = ConfigFactory.parseMap(Map.of("span", text)).getDuration("span");
        if (!span.isNegative()) {
          return span;
        }
      } catch (ConfigException e) {
        throw new TypeConversionException("'" + text + "' is no duration, as 5m or 30s");
      }
      throw new TypeConversionException("'" + text + "' is negative");
    }
  }
}
