package io.sluice.process;

import com.google.inject.Guice;
import com.typesafe.config.Config;
import io.sluice.bootstrap.config.ConfigLoader;
import io.sluice.bootstrap.config.KeyCatalog;
import io.sluice.bootstrap.runtime.SystemClock;
import io.sluice.delta.standalone.StandaloneTableLog;
import io.sluice.domain.commit.Committable;
import io.sluice.domain.commit.TableView;
import io.sluice.domain.table.Location;
import io.sluice.ports.contract.Committables;
import io.sluice.ports.out.CommitOutcome;
import io.sluice.ports.out.StorageBackends;
import io.sluice.ports.out.TableLog;
import io.sluice.storage.StorageConfig;
import io.sluice.storage.StorageModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * One process of a race for versions: commits as fast as it can and writes down what it was told.
 */
public final class CommitRacer {
  private static final int MAX_PAUSE_MILLIS = 60;

  private CommitRacer() {}

  /**
   * Arguments: the table, this racer's partition, how many commits, the file for what was
   * acknowledged ({@code version commit-id} each). Its store is in the environment.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Location table = Location.parse(arguments[0]);
    int partition = Integer.parseInt(arguments[1]);
    int commits = Integer.parseInt(arguments[2]);
    try (StorageBackends backends = backends(System.getenv());
        TableLog log = new StandaloneTableLog(backends, table, new SystemClock())) {
      List<String> acknowledged = race(log, partition, commits);
      Files.write(Path.of(arguments[3]), acknowledged, StandardCharsets.UTF_8);
    }
  }

  /** The backends that the variables lead to. */
  static StorageBackends backends(Map<String, String> environment) {
    Config config =
        new ConfigLoader(KeyCatalog.ofClassPath(), environment)
            .load(Optional.empty(), List.of())
            .config();
    return Guice.createInjector(new StorageModule(StorageConfig.from(config)))
        .getInstance(StorageBackends.class);
  }

  /** As the real loop does: without it most of the work of a race is to lose it. */
  private static void backOff() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(MAX_PAUSE_MILLIS));
  }

  private static List<String> race(TableLog log, int partition, int commits)
      throws IOException, InterruptedException {
    List<String> acknowledged = new ArrayList<>();
    TableView view = log.open();
    for (int offset = 0; offset < commits; offset++) {
      Committable next =
          offset % 2 == 0
              ? Committables.rows(partition, offset, offset + 1)
              : Committables.deadLetters(partition, offset, offset + 1);
      CommitOutcome outcome = log.tryCommit(view.version(), next, Optional.empty());
      while (outcome instanceof CommitOutcome.Exists exists) {
        view = view.with(exists.changes());
        backOff();
        outcome = log.tryCommit(view.version(), next, Optional.empty());
      }
      if (!(outcome instanceof CommitOutcome.Committed committed)) {
        throw new IOException("nobody interferes with this store, but: " + outcome);
      }
      acknowledged.add(committed.version() + " " + next.record().id());
      view = view.with(log.changesSince(view.version()));
    }
    return acknowledged;
  }
}
