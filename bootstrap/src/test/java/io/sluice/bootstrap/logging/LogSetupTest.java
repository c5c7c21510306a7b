package io.sluice.bootstrap.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.sluice.bootstrap.config.LogConfig;
import io.sluice.bootstrap.config.LogFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

final class LogSetupTest {
  private final LoggerContext context = new LoggerContext();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @Test
  void shouldWriteTextWithKeyValues() {
    // Given
    apply(LogFormat.TEXT, Level.INFO);

    // When
    context.getLogger("io.sluice.Any").atInfo().addKeyValue("rows", 5).log("Committed");

    // Then
    assertThat(written.toString(StandardCharsets.UTF_8))
        .matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z INFO  Any: Committed rows=\"5\"\\R");
  }

  @Test
  void shouldWriteOneJsonObjectPerLine() {
    // Given
    apply(LogFormat.JSON, Level.INFO);

    // When
    context
        .getLogger("io.sluice.Any")
        .atWarn()
        .addKeyValue("rows", 5)
        .setCause(new IOException("on\npurpose"))
        .log("Committed");

    // Then
    String line = written.toString(StandardCharsets.UTF_8);
    assertThat(line.strip()).startsWith("{").endsWith("}").doesNotContain("\n");
    assertThat(line)
        .contains("\"level\":\"WARN\"", "\"formattedMessage\":\"Committed\"", "{\"rows\":\"5\"}");
  }

  @Test
  void shouldKeepLibrariesQuiet() {
    // Given
    apply(LogFormat.TEXT, Level.INFO);

    // When
    context.getLogger("org.apache.kafka.clients.Any").info("chatter");
    context.getLogger("org.apache.hadoop.Any").warn("chatter");
    context.getLogger("org.apache.kafka.clients.NetworkClient").error("chatter");
    context
        .getLogger("org.apache.kafka.clients.admin.internals.AdminMetadataManager")
        .warn("chatter");
    context
        .getLogger("org.apache.kafka.common.security.oauthbearer.internals.secured.Any")
        .warn("chatter");
    context.getLogger("org.apache.kafka.clients.Any").warn("trouble");

    // Then
    assertThat(written.toString(StandardCharsets.UTF_8))
        .contains("trouble")
        .doesNotContain("chatter");
  }

  @Test
  void shouldKeepTheTableEnginesStackTracesOut() {
    // Given
    apply(LogFormat.TEXT, Level.INFO);

    // When
    context.getLogger("io.delta.standalone.internal.DeltaLogImpl").warn("again", new Exception());
    context.getLogger("shadedelta.org.apache.parquet.hadoop.Any").info("block read");

    // Then
    assertThat(written.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void shouldNotMakeLibrariesLouderThanTheRest() {
    // Given
    apply(LogFormat.TEXT, Level.ERROR);

    // When
    context.getLogger("org.apache.kafka.clients.Any").warn("trouble");

    // Then
    assertThat(written.size()).isZero();
  }

  @Test
  void shouldReplaceAnEarlierSetup() {
    // Given
    apply(LogFormat.TEXT, Level.INFO);
    apply(LogFormat.TEXT, Level.INFO);

    // When
    context.getLogger("io.sluice.Any").info("once");

    // Then
    assertThat(written.toString(StandardCharsets.UTF_8)).containsOnlyOnce("once");
  }

  @Test
  void shouldStartWithWarningsOnly() {
    // When
    new DefaultLogSetup().configure(context);

    // Then
    assertThat(context.getLogger("io.sluice.Any").isInfoEnabled()).isFalse();
    assertThat(context.getLogger("io.sluice.Any").isWarnEnabled()).isTrue();
  }

  private void apply(LogFormat format, Level level) {
    // SLF4J's own start does this for the context of the process.
    context.setMDCAdapter(new LogbackMDCAdapter());
    LogSetup.apply(context, new LogConfig(format, level), written);
  }
}
