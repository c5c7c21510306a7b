package io.sluice.ports.contract;

import io.sluice.domain.commit.Committable;
import io.sluice.domain.commit.TableView;
import io.sluice.ports.out.CommitOutcome;
import io.sluice.ports.out.TableLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Several writers at once, each with a thread and a log of its own. */
final class ConcurrentWriters {
  private ConcurrentWriters() {}

  /** Begins all at the same moment and returns what each came to, in their order. */
  static List<CommitOutcome> together(Work... work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(work.length);
    try {
      CyclicBarrier start = new CyclicBarrier(work.length);
      List<Future<CommitOutcome>> futures = new ArrayList<>();
      for (Work one : work) {
        futures.add(
            threads.submit(
                () -> {
                  start.await();
                  return one.run();
                }));
      }
      List<CommitOutcome> outcomes = new ArrayList<>();
      for (Future<CommitOutcome> future : futures) {
        outcomes.add(future.get(2, TimeUnit.MINUTES));
      }
      return outcomes;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Commits a partition offset by offset, with data and without in turn, against all others. */
  static CommitOutcome commitAll(TableLog own, int partition, int commits) throws Exception {
    TableView view = own.open();
    for (int offset = 0; offset < commits; offset++) {
      Committable next =
          offset % 2 == 0
              ? Committables.rows(partition, offset, offset + 1)
              : Committables.deadLetters(partition, offset, offset + 1);
      CommitOutcome outcome = own.tryCommit(view.version(), next, Optional.empty());
      while (outcome instanceof CommitOutcome.Exists exists) {
        if (exists.changes().isEmpty()) {
          throw new AssertionError("a version exists, but no entry of it");
        }
        view = view.with(exists.changes());
        outcome = own.tryCommit(view.version(), next, Optional.empty());
      }
      view = view.with(own.changesSince(view.version()));
    }
    return new CommitOutcome.Committed(view.version());
  }

  @FunctionalInterface
  interface Work {
    CommitOutcome run() throws Exception;
  }
}
