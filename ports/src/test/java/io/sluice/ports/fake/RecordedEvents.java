package io.sluice.ports.fake;

import io.sluice.domain.commit.CommitRecord;
import io.sluice.domain.record.DeadLetter;
import io.sluice.domain.record.SourcePartition;
import io.sluice.ports.out.PipelineEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a pipeline tells about itself. Safe for use by any thread. */
public class RecordedEvents implements PipelineEvents {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<Map<SourcePartition, Long>> behind = new CopyOnWriteArrayList<>();
  private final List<Commit> commits = new CopyOnWriteArrayList<>();

  /** One line per event, in order. */
  public List<String> lines() {
    return new ArrayList<>(lines);
  }

  /** How far the table was behind, each time it was told. */
  public List<Map<SourcePartition, Long>> behind() {
    return new ArrayList<>(behind);
  }

  public List<Commit> commits() {
    return new ArrayList<>(commits);
  }

  @Override
  public void reading(SourcePartition partition, long offset) {
    lines.add("reading " + partition + " from " + offset);
  }

  @Override
  public void polled(int records, long bytes) {
    lines.add("polled " + records);
  }

  @Override
  public void behind(Map<SourcePartition, Long> offsets) {
    behind.add(Map.copyOf(offsets));
  }

  @Override
  public void committed(Commit commit) {
    commits.add(commit);
    lines.add("committed version " + commit.version());
  }

  @Override
  public void discarded(long records, Collection<SourcePartition> partitions, String reason) {
    lines.add("discarded " + records + ": " + reason);
  }

  @Override
  public void deadLettered(List<DeadLetter> deadLetters) {
    lines.add("dead-lettered " + deadLetters.size());
  }

  @Override
  public void skipped(CommitRecord record) {
    lines.add("skipped " + record.partitions());
  }

  @Override
  public void retrying(String what, int failures, Duration delay, Exception cause) {
    lines.add("retrying " + what + " after failure " + failures);
  }

  @Override
  public void recovered(String what) {
    lines.add("recovered " + what);
  }
}
