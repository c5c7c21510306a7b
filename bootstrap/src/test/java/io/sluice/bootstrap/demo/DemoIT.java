package io.sluice.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bootstrap.config.ConfigLoader;
import io.sluice.bootstrap.config.KeyCatalog;
import io.sluice.bootstrap.config.LoadedConfig;
import io.sluice.bootstrap.wiring.Tables;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real broker, the real writer, the real events. */
final class DemoIT {
  @TempDir private Path folder;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void shouldPutEveryFlightIntoTheTableOnce() throws Exception {
    // When
    String first = demo();
    String second = demo();

    // Then
    Tables tables = Tables.open(config(), folder.resolve("flights").toString());
    assertThat(tables.reader().describe(tables.location(), OptionalLong.empty()).rows())
        .isEqualTo(27_004);
    assertThat(tables.inspection().verify(tables.location()).isComplete()).isTrue();
    assertThat(first)
        .containsPattern(
            "\\| this run \\| 27,004 \\| +(\\d+) \\|(?s:.*)\\| table +\\| 27,004 \\| +\\1 \\|");
    assertThat(second).containsPattern("\\| this run \\| +0 \\| +0 \\|");
  }

  private String demo() throws Exception {
    StringWriter out = new StringWriter();
    DemoOptions options =
        new DemoOptions(
            folder, Optional.empty(), Optional.empty(), OptionalInt.empty(), List.of(), Map.of());
    DemoScreen screen =
        new DemoScreen(
            new PrintWriter(out),
            new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            OptionalInt.empty());
    new Demo(options, screen).run(Demo.Ending.WHEN_DONE);
    return out.toString();
  }

  private static LoadedConfig config() {
    return new ConfigLoader(KeyCatalog.ofClassPath(), Map.of()).load(Optional.empty(), List.of());
  }
}
