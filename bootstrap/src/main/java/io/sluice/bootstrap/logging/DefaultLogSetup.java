package io.sluice.bootstrap.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.sluice.bootstrap.config.LogConfig;
import io.sluice.bootstrap.config.LogFormat;
import org.slf4j.event.Level;

/**
 * What Logback starts with, found by service loading: only warnings until a command says otherwise,
 * and no search for an XML file.
 */
public final class DefaultLogSetup extends ContextAwareBase implements Configurator {
  @Override
  public ExecutionStatus configure(LoggerContext context) {
    LogConfig warnings = new LogConfig(LogFormat.TEXT, Level.WARN);
    LogSetup.apply(context, warnings, LogSetup.standardError());
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
