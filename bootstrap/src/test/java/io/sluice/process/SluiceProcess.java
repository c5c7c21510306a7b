package io.sluice.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One {@code bin/sluice} of the built distribution. Its output goes to files, so that it never
 * waits for a reader; what went wrong is reported with all of it.
 */
final class SluiceProcess implements AutoCloseable {
  private static final Path LAUNCHER = Path.of("target/sluice/bin/sluice").toAbsolutePath();
  private static final Duration COMMAND_LIMIT = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(20);

  private final Process process;
  private final Path out;
  private final Path err;
  private final String name;

  private SluiceProcess(Process process, Path out, Path err, String name) {
    this.process = process;
    this.out = out;
    this.err = err;
    this.name = name;
  }

  static SluiceProcess start(String... arguments) {
    return start(Map.of(), arguments);
  }

  /**
   * @param environment what it gets beside ours; none of our own SLUICE_ variables reaches it
   */
  static SluiceProcess start(Map<String, String> environment, String... arguments) {
    assertThat(LAUNCHER).as("the distribution, made by mvn package").isExecutable();
    try {
      Path out = Files.createTempFile("sluice", ".out");
      Path err = Files.createTempFile("sluice", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(
              Stream.concat(Stream.of(LAUNCHER.toString()), Stream.of(arguments)).toList());
      builder.environment().keySet().removeIf(variable -> variable.startsWith("SLUICE_"));
      // Over in seconds, most of which the optimising compiler would take.
      builder.environment().put("SLUICE_JAVA_OPTS", "-Xmx512m -XX:TieredStopAtLevel=1");
      builder.environment().putAll(environment);
      builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      return new SluiceProcess(builder.start(), out, err, "sluice " + String.join(" ", arguments));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command to its end. */
  static Outcome run(String... arguments) {
    return run(Map.of(), arguments);
  }

  static Outcome run(Map<String, String> environment, String... arguments) {
    try (SluiceProcess process = start(environment, arguments)) {
      return process.awaitExit(COMMAND_LIMIT);
    }
  }

  /** Waits until it has logged a line with this text. */
  void awaitLog(String text, Duration limit) {
    awaitLog(text, 1, limit);
  }

  /** Waits until it has logged that many lines with this text. */
  void awaitLog(String text, int times, Duration limit) {
    String wanted = times + " lines with \"" + text + "\"";
    try {
      await()
          .atMost(limit)
          .pollInterval(POLL)
          .until(() -> hasLogged(text, times) || !process.isAlive());
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(name + " has not logged " + wanted + "\n" + said(), e);
    }
    if (!hasLogged(text, times)) {
      throw new AssertionError(name + " ended before it logged " + wanted + "\n" + said());
    }
  }

  private boolean hasLogged(String text, int times) {
    return errors().lines().filter(line -> line.contains(text)).count() >= times;
  }

  /** Waits until standard output has a line that begins so, and returns the rest of it. */
  String awaitOutput(String beginning, Duration limit) {
    try {
      await()
          .atMost(limit)
          .pollInterval(POLL)
          .until(() -> line(beginning).isPresent() || !process.isAlive());
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(name + " has not said \"" + beginning + "\"\n" + said(), e);
    }
    return line(beginning)
        .orElseThrow(
            () -> new AssertionError(name + " ended before \"" + beginning + "\"\n" + said()));
  }

  private Optional<String> line(String beginning) {
    return read(out)
        .lines()
        .filter(line -> line.startsWith(beginning))
        .map(line -> line.substring(beginning.length()).strip())
        .findFirst();
  }

  Outcome awaitExit(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError(name + " still runs after " + limit + "\n" + said());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    return new Outcome(name, process.exitValue(), read(out), errors());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL: nothing in it runs any more. */
  void kill() {
    process.destroyForcibly();
    awaitExit(COMMAND_LIMIT);
  }

  /** SIGTERM: it may clean up. Does not wait. */
  void terminate() {
    process.destroy();
  }

  String errors() {
    return read(err);
  }

  private String said() {
    return "--- standard output\n" + read(out) + "--- standard error\n" + errors();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
    try {
      Files.delete(out);
      Files.delete(err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How a process ended. */
  record Outcome(String name, int exitCode, String out, String err) {
    Outcome requireExit(int expected) {
      assertThat(exitCode).as("exit code of %s", this).isEqualTo(expected);
      return this;
    }

    /** Lines of standard error. */
    List<String> errorLines() {
      return err.lines().toList();
    }

    @Override
    public String toString() {
      return name + "\n--- standard output\n" + out + "--- standard error\n" + err;
    }
  }
}
