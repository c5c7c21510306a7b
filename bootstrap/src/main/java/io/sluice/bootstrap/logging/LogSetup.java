package io.sluice.bootstrap.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.sluice.bootstrap.config.LogConfig;
import io.sluice.bootstrap.config.LogFormat;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Sets Logback up: standard output belongs to the commands, so every line goes to standard error.
 */
public final class LogSetup {
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level %logger{0}: %msg %kvp{DOUBLE}%n%ex";

  /** Libraries that would drown what we say; a warning of theirs still shows. */
  private static final Map<String, Level> QUIET =
      Map.ofEntries(
          Map.entry("org.apache.kafka", Level.WARN),
          // Says the same for each attempt to reach a broker; what waits for it says so itself.
          Map.entry("org.apache.kafka.clients.NetworkClient", Level.OFF),
          // Log with a stack trace what they throw.
          Map.entry("org.apache.kafka.clients.admin.internals.AdminMetadataManager", Level.ERROR),
          Map.entry("org.apache.kafka.common.security.oauthbearer.internals.secured", Level.ERROR),
          Map.entry(
              "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler",
              Level.ERROR),
          Map.entry("kafka", Level.WARN),
          // The demo's controller: logs with a stack trace what its broker tries again.
          Map.entry("kafka.server.ControllerApis", Level.OFF),
          Map.entry("state.change.logger", Level.WARN),
          // Asks for its native library on every start, and does without.
          Map.entry("org.apache.hadoop", Level.ERROR),
          Map.entry("org.apache.parquet", Level.WARN),
          // Logs with a stack trace what it tries again or throws.
          Map.entry("io.delta", Level.ERROR),
          // At lower levels the clouds' clients and what is under them log requests with their
          // heads.
          Map.entry("software.amazon.awssdk", Level.WARN),
          Map.entry("org.apache.hc", Level.WARN),
          Map.entry("org.apache.http", Level.WARN),
          // Log what they throw as well.
          Map.entry("com.azure", Level.ERROR),
          Map.entry("com.microsoft.aad", Level.ERROR),
          Map.entry("reactor", Level.ERROR),
          // The copies of Parquet and others inside Delta Standalone.
          Map.entry("shadedelta", Level.WARN),
          // Would let whoever sends bad requests fill the log.
          Map.entry("org.eclipse.jetty", Level.ERROR),
          // Logs what it throws as well.
          Map.entry("io.javalin", Level.OFF));

  /** Google's connector logs past SLF4J; whoever sets a level there has to keep the logger. */
  private static final java.util.logging.Logger GOOGLE =
      java.util.logging.Logger.getLogger("com.google.cloud.hadoop");

  private LogSetup() {}

  /** Applies it to the whole process. */
  public static void apply(LogConfig config) {
    apply((LoggerContext) LoggerFactory.getILoggerFactory(), config, standardError());
  }

  /** Standard error itself, which a later setup must not find closed. */
  static OutputStream standardError() {
    return new FileOutputStream(FileDescriptor.err) {
      @Override
      public void close() {
        // It is the process's, not ours.
      }
    };
  }

  static void apply(LoggerContext context, LogConfig config, OutputStream target) {
    context.reset();
    OutputStreamAppender<ILoggingEvent> console = new OutputStreamAppender<>();
    console.setContext(context);
    console.setName("console");
    console.setEncoder(encoder(context, config.format()));
    console.setOutputStream(target);
    console.start();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.convertAnSLF4JLevel(config.level()));
    GOOGLE.setLevel(java.util.logging.Level.WARNING);
    QUIET.forEach((name, least) -> context.getLogger(name).setLevel(quieter(least, root)));
    // Last: until the levels are set, a context that was reset lets everything through.
    root.addAppender(console);
  }

  /** Who asks us for warnings only does not want those of the libraries. */
  private static Level quieter(Level least, Logger root) {
    Level wanted = root.getLevel().isGreaterOrEqual(Level.WARN) ? Level.ERROR : Level.WARN;
    return wanted.isGreaterOrEqual(least) ? wanted : least;
  }

  private static Encoder<ILoggingEvent> encoder(LoggerContext context, LogFormat format) {
    Encoder<ILoggingEvent> encoder = format == LogFormat.JSON ? json() : text();
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> text() {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setPattern(PATTERN);
    return encoder;
  }

  private static Encoder<ILoggingEvent> json() {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setWithFormattedMessage(true);
    encoder.setWithArguments(false);
    encoder.setWithContext(false);
    encoder.setWithMessage(false);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    return encoder;
  }
}
