package io.sluice.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees and does at a real terminal, which {@code script} provides. */
final class TerminalIT {
  private static final Path LAUNCHER = Path.of("target/sluice/bin/sluice").toAbsolutePath();
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final byte CTRL_C = 3;

  @TempDir private Path folder;

  @Test
  void shouldCommitAndSumUpWhenCtrlCIsPressedHalfWay() throws Exception {
    // Given
    Path seen = folder.resolve("seen");
    Process demo = terminal(LAUNCHER + " demo --rate 2000 --dir " + folder, seen);
    try (OutputStream keyboard = demo.getOutputStream()) {
      await().atMost(LIMIT).until(() -> !demo.isAlive() || said(seen).contains(" 2 commits"));

      // When
      keyboard.write(CTRL_C);
      keyboard.flush();

      // Then
      boolean ended = demo.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
      assertThat(ended).as("ended; it said: %s", said(seen)).isTrue();
      assertThat(demo.exitValue()).as(said(seen)).isZero();
      assertThat(said(seen))
          .containsPattern("\\[=+> +] [\\d,]+/27,004 [\\d,]+ events/s 2 commits")
          .contains("| this run |", "Look at it:");
    } finally {
      demo.destroyForcibly();
    }
  }

  /**
   * A command as a person starts it. One who runs the build in the background of a shell leaves it
   * SIGINT ignored, and so would every process below: Ctrl-C would end nothing.
   */
  private Process terminal(String command, Path output) throws IOException {
    String asAPerson = "stty cols 80; exec env --default-signal=INT " + command;
    try {
      ProcessBuilder builder =
          new ProcessBuilder("script", "-qec", asAPerson, folder.resolve("typescript").toString());
      builder.environment().keySet().removeIf(variable -> variable.startsWith("SLUICE_"));
      return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    } catch (IOException e) {
      assumeTrue(false, "skipped: there is no script(1) here, of util-linux");
      throw e;
    }
  }

  private static String said(Path output) throws IOException {
    return Files.readString(output, UTF_8);
  }
}
