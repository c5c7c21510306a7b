package io.sluice.bootstrap.operations;

import io.sluice.bootstrap.operations.Observed.Problem;
import io.sluice.domain.commit.PartitionCommit;
import io.sluice.domain.record.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The last things that an operator should know of, newest first. What goes on failing is one item
 * that counts. Payloads never get here.
 */
final class ProblemList {
  private static final String RETRYING = "Failed, trying again";
  private static final int MOST = 50;
  private static final int LONGEST_DETAIL = 500;

  private final List<Problem> newestFirst = new ArrayList<>();

  void failed(long time, String work, int failures, Exception cause) {
    String detail =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    newestFirst.removeIf(
        known ->
            known.what().equals(RETRYING)
                && known.where().equals(work)
                && known.times() == failures - 1L);
    add(new Problem(time, RETRYING, work, detail, failures));
  }

  void recovered(long time, String work) {
    add(new Problem(time, "Works again", work, "", 1));
  }

  void deadLettered(long time, List<DeadLetter> letters) {
    if (!letters.isEmpty()) {
      DeadLetter first = letters.get(0);
      String where = first.partition() + " at offset " + first.offset();
      String detail = first.reason().name().toLowerCase(Locale.ROOT) + ", " + first.detail();
      add(new Problem(time, "Dead letters stored", where, detail, letters.size()));
    }
  }

  void discarded(long time, long records, String reason) {
    if (records > 0) {
      add(new Problem(time, "Read again", records + " records", reason, 1));
    }
  }

  void skipped(long time, PartitionCommit partition) {
    if (partition.gaps().offsets() > 0) {
      add(
          new Problem(
              time,
              "Went on without lost records",
              partition.partition() + partition.range().toString(),
              "sluice.kafka.on-gap = skip",
              1));
    }
  }

  private void add(Problem problem) {
    String detail = problem.detail().replaceAll("\\s+", " ");
    newestFirst.add(
        0,
        new Problem(
            problem.time(),
            problem.what(),
            problem.where(),
            detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL) + "…",
            problem.times()));
    if (newestFirst.size() > MOST) {
      newestFirst.remove(MOST);
    }
  }

  List<Problem> items() {
    return List.copyOf(newestFirst);
  }
}
