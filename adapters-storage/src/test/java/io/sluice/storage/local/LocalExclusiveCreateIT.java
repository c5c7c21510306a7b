package io.sluice.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes racing for the same names on one disk. */
class LocalExclusiveCreateIT {
  private static final int PROCESSES = 4;
  private static final int NAMES = 100;

  @TempDir private Path folder;

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void shouldHaveExactlyOneWinnerPerNameAcrossProcesses() throws Exception {
    // Given
    List<Process> racers = new ArrayList<>();
    try {
      for (int i = 0; i < PROCESSES; i++) {
        racers.add(start("racer" + i));
      }
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> ready() == PROCESSES);

      // When
      Files.createFile(folder.resolve("go"));
      for (Process racer : racers) {
        assertThat(racer.waitFor(60, TimeUnit.SECONDS)).as("racer ended").isTrue();
        assertThat(racer.exitValue()).as("racer's exit code").isZero();
      }
    } finally {
      racers.forEach(Process::destroyForcibly);
    }

    // Then
    Map<String, String> contents = contents();
    assertThat(winners())
        .as("each name was won exactly once, by whose content is there")
        .isEqualTo(contents);
    assertThat(contents).hasSize(NAMES);
  }

  private Process start(String name) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            CreateRacer.class.getName(),
            folder.toString(),
            name,
            Integer.toString(NAMES))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log-" + name).toFile())
        .start();
  }

  private long ready() throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(path -> path.getFileName().toString().startsWith("ready-")).count();
    }
  }

  /** File name to content of everything in the race's folder. */
  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (var files = Files.list(folder.resolve("race"))) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return contents;
  }

  /** File name to the content that its winner says it wrote. */
  private Map<String, String> winners() throws IOException {
    Map<String, String> winners = new TreeMap<>();
    for (int i = 0; i < PROCESSES; i++) {
      for (String round : Files.readAllLines(folder.resolve("won-racer" + i))) {
        String name = String.format("%020d.json", Integer.parseInt(round));
        String earlier = winners.put(name, "racer" + i + ":" + round);
        assertThat(earlier).as("second winner of %s", name).isNull();
      }
    }
    return winners;
  }
}
