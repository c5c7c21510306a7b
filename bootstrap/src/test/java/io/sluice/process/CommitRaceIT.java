package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bootstrap.runtime.SystemClock;
import io.sluice.delta.log.LogFolder;
import io.sluice.delta.standalone.StandaloneTableLog;
import io.sluice.domain.commit.CommitRecord;
import io.sluice.domain.table.Location;
import io.sluice.domain.table.TableVersion;
import io.sluice.ports.contract.Committables;
import io.sluice.ports.out.CommitOutcome;
import io.sluice.ports.out.StorageBackends;
import io.sluice.ports.out.TableLog;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Processes that share nothing but the store race for the versions of one table. */
@TestInstance(Lifecycle.PER_CLASS)
final class CommitRaceIT {
  private static final int RACERS = Integer.getInteger("sluice.race.racers", 4);
  private static final int COMMITS_ON_DISK = 250;

  /**
   * Of each process on a server, where 1,000 versions take one to two minutes, six on Azurite. All
   * of it with -Dsluice.race.commits=250; the nightly run has eight processes with 500 each.
   */
  private static final int COMMITS_ON_A_SERVER = 20;

  private Path folder;

  @BeforeAll
  void folder(@TempDir Path temporary) {
    folder = temporary;
  }

  Stream<Store> stores() {
    return Store.all(folder).stream();
  }

  @ParameterizedTest
  @MethodSource("stores")
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  void shouldGiveEachCommitOfEachProcessAVersionOfItsOwn(Store store) throws Exception {
    // Given
    Location table = Location.parse(store.freshTable().location());
    try (StorageBackends backends = CommitRacer.backends(store.environment())) {
      create(backends, table);

      // When
      Map<Long, String> acknowledged = race(store, table);

      // Then
      assertThat(acknowledged).as("acknowledged commits").hasSize(RACERS * commits(store));
      assertThat(commits(backends, table))
          .as("commits in the log, by version: no more, no less, none replaced")
          .isEqualTo(acknowledged);
    }
  }

  private static int commits(Store store) {
    return Integer.getInteger(
        "sluice.race.commits",
        store.name().equals("local") ? COMMITS_ON_DISK : COMMITS_ON_A_SERVER);
  }

  private static void create(StorageBackends backends, Location table) throws IOException {
    try (TableLog log = new StandaloneTableLog(backends, table, new SystemClock())) {
      CommitOutcome outcome =
          log.tryCommit(
              log.open().version(),
              Committables.beginning(RACERS, 0),
              Optional.of(Committables.DEFINITION));
      assertThat(outcome).isEqualTo(new CommitOutcome.Committed(new TableVersion(0)));
    }
  }

  /** Version to commit, as the racers were told. */
  private Map<Long, String> race(Store store, Location table) throws Exception {
    List<Process> racers = new ArrayList<>();
    List<Path> told = new ArrayList<>();
    try {
      for (int partition = 0; partition < RACERS; partition++) {
        Path file = folder.resolve(store.name() + "-" + partition);
        told.add(file);
        racers.add(start(store, table, partition, file));
      }
      for (int i = 0; i < RACERS; i++) {
        assertThat(racers.get(i).waitFor(55, TimeUnit.MINUTES)).as("racer ended").isTrue();
        assertThat(racers.get(i).exitValue())
            .as("exit code of a racer: %s", Files.readString(log(told.get(i))))
            .isZero();
      }
    } finally {
      racers.forEach(Process::destroyForcibly);
    }
    Map<Long, String> acknowledged = new TreeMap<>();
    for (Path file : told) {
      for (String line : Files.readAllLines(file)) {
        String[] words = line.split(" ", 2);
        String other = acknowledged.put(Long.valueOf(words[0]), words[1]);
        assertThat(other).as("second commit that was given version %s", words[0]).isNull();
      }
    }
    return acknowledged;
  }

  private Process start(Store store, Location table, int partition, Path told) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            CommitRacer.class.getName(),
            table.toString(),
            Integer.toString(partition),
            Integer.toString(commits(store)),
            told.toString());
    builder.environment().keySet().removeIf(name -> name.startsWith("SLUICE_"));
    builder.environment().putAll(store.environment());
    File log = log(told).toFile();
    return builder.redirectErrorStream(true).redirectOutput(log).start();
  }

  private static Path log(Path told) {
    return told.resolveSibling(told.getFileName() + ".log");
  }

  /** Version to commit of all entries after the first, as the log has them. */
  private static Map<Long, String> commits(StorageBackends backends, Location table)
      throws IOException {
    Map<Long, String> commits = new TreeMap<>();
    new LogFolder(backends.of(table).objects(), table)
        .all(
            entry -> {
              if (entry.version().number() > 0) {
                commits.put(
                    entry.version().number(),
                    entry.record().map(CommitRecord::id).map(Object::toString).orElse("foreign"));
              }
            });
    return commits;
  }
}
