package io.sluice.bootstrap.config;

import com.typesafe.config.Config;
import org.slf4j.event.Level;

/** What is logged, and how. */
public record LogConfig(LogFormat format, Level level) {
  /** Reads {@code sluice.log.*}. */
  public static LogConfig from(Config root) {
    Choices choices = new Choices(root);
    return new LogConfig(
        choices.oneOf("sluice.log.format", LogFormat.class),
        choices.oneOf("sluice.log.level", Level.class));
  }
}
