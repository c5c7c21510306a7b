package io.sluice.bootstrap.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Map;

/** Lengths of time as the configuration writes them, elsewhere. */
public final class DurationText {
  private DurationText() {}

  /**
   * Reads one such as {@code 5m} or {@code 30 s}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Duration parse(String text) {
    try {
      return ConfigFactory.parseMap(Map.of("duration", text)).getDuration("duration");
    } catch (ConfigException e) {
      throw new IllegalArgumentException("'" + text + "' is no duration, as 5m or 30s", e);
    }
  }
}
