package io.sluice.domain.commit;

import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.table.TableVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Holds what a table's log says against itself: every offset passed is a row, a dead letter or a
 * hole in the source; ranges join; the transaction actions agree; nothing was taken out.
 */
public final class CompletenessCheck {
  private static final Comparator<ProgressKey> BY_APP_ID = Comparator.comparing(ProgressKey::appId);

  private final Map<ProgressKey, Tally> tallies = new TreeMap<>(BY_APP_ID);
  private final List<String> problems = new ArrayList<>();
  private long versions;
  private long foreignEntries;
  private boolean fromTheFirst;
  private TableVersion last = TableVersion.NONE;

  /** Takes the next entry; all of them, oldest first. */
  public void accept(LogEntry entry) {
    if (versions == 0) {
      fromTheFirst = entry.version().number() == 0;
    } else if (!entry.version().equals(last.next())) {
      problems.add(
          "version " + last.next() + " is missing, after " + last + " comes " + entry.version());
    }
    last = entry.version();
    versions++;
    if (entry.filesRemoved() > 0) {
      problems.add(
          "version " + entry.version() + " removes the data of " + entry.filesRemoved() + " files");
    }
    if (entry.record().isEmpty()) {
      acceptForeign(entry);
      return;
    }
    CommitRecord record = entry.record().get();
    if (entry.rowsAdded() != record.rows()) {
      problems.add(
          "version "
              + entry.version()
              + " adds "
              + entry.rowsAdded()
              + " rows, its commit info says "
              + record.rows());
    }
    if (!ours(entry.transactions()).equals(record.transactions())) {
      problems.add("version " + entry.version() + ": transaction actions and commit info disagree");
    }
    for (PartitionCommit partition : record.partitions()) {
      ProgressKey key = new ProgressKey(record.pipeline(), partition.partition());
      tallies
          .computeIfAbsent(key, absent -> new Tally(absent, fromTheFirst))
          .accept(entry, partition, problems);
    }
  }

  private void acceptForeign(LogEntry entry) {
    foreignEntries++;
    for (String appId : ours(entry.transactions()).keySet()) {
      problems.add("version " + entry.version() + " sets " + appId + " without a commit info");
    }
  }

  private static Map<String, Long> ours(Map<String, Long> transactions) {
    Map<String, Long> ours = new TreeMap<>();
    transactions.forEach(
        (appId, version) -> ProgressKey.parse(appId).ifPresent(key -> ours.put(appId, version)));
    return ours;
  }

  /** What came out, over all entries taken so far. */
  public Report report() {
    return new Report(
        versions, foreignEntries, tallies.values().stream().map(Tally::line).toList(), problems);
  }

  /**
   * The finding.
   *
   * @param versions log entries read
   * @param foreignEntries those of other writers among them
   * @param problems what does not add up, one line each; empty when the table is complete
   */
  public record Report(
      long versions, long foreignEntries, List<PartitionReport> partitions, List<String> problems) {
    public Report {
      partitions = List.copyOf(partitions);
      problems = List.copyOf(problems);
    }

    public boolean isComplete() {
      return problems.isEmpty();
    }
  }

  /**
   * One partition's sums over the entries read.
   *
   * @param from the first offset that they pass
   * @param to the next offset to read
   */
  public record PartitionReport(
      String pipeline,
      SourcePartition partition,
      long from,
      long to,
      long rows,
      long deadLetters,
      long gapOffsets) {}

  private static final class Tally {
    private final ProgressKey key;
    private final boolean fromTheFirst;
    private OptionalLong from = OptionalLong.empty();
    private long to;
    private long rows;
    private long deadLetters;
    private long gapOffsets;

    private Tally(ProgressKey key, boolean fromTheFirst) {
      this.key = key;
      this.fromTheFirst = fromTheFirst;
    }

    private void accept(LogEntry entry, PartitionCommit partition, List<String> problems) {
      if (from.isEmpty()) {
        from = OptionalLong.of(partition.range().from());
        if (!partition.begins() && fromTheFirst) {
          problems.add(
              "version "
                  + entry.version()
                  + " passes "
                  + key.partition()
                  + partition.range()
                  + " without its beginning");
        }
      } else if (partition.begins() || partition.range().from() != to) {
        problems.add(
            "version "
                + entry.version()
                + " passes "
                + key.partition()
                + partition.range()
                + ", the entry before ended at "
                + to);
      }
      to = partition.range().to();
      rows += partition.rows();
      deadLetters += partition.deadLetters();
      gapOffsets += partition.gaps().offsets();
    }

    private PartitionReport line() {
      return new PartitionReport(
          key.pipeline(), key.partition(), from.orElse(to), to, rows, deadLetters, gapOffsets);
    }
  }
}
