package io.sluice.domain.commit;

import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.SourcePartition;
import java.util.List;
import java.util.OptionalLong;

/**
 * Decides where a partition is read from. The table's word counts, whatever a consumer group says;
 * a topic that was deleted and created again, or one of another cluster, is not the one the table
 * knows.
 *
 * @param pipeline whose progress counts
 * @param onGap what to do about missing records
 */
public record StartRule(String pipeline, GapPolicy onGap) {
  /**
   * Where to read the partition from.
   *
   * @param available the offsets the source still has, {@code to} being its end
   * @param requested the offset that the start policy names, for a topic the table does not know
   */
  public StartDecision decide(
      Progress progress, SourcePartition partition, OffsetRange available, long requested) {
    OptionalLong known = progress.offset(new ProgressKey(pipeline, partition));
    if (known.isPresent()) {
      return resume(partition, known.getAsLong(), available);
    }
    List<SourcePartition> sameName = progress.known(pipeline, partition.topic());
    boolean sameTopic = sameName.stream().anyMatch(other -> isSameTopic(other, partition));
    if (!sameTopic && !sameName.isEmpty() && onGap == GapPolicy.STOP) {
      SourcePartition before = closest(sameName, partition);
      long read = progress.offset(new ProgressKey(pipeline, before)).orElseThrow();
      return otherTopic(partition, available, before, read);
    }
    // Nothing of a partition that was added to a known topic was there before the topic was known.
    boolean isNew = sameTopic || !sameName.isEmpty();
    return new StartDecision.Begin(isNew ? 0 : Math.max(requested, available.from()));
  }

  /** Whether reading can go on at an offset, and what to do where it cannot. */
  public StartDecision resume(SourcePartition partition, long offset, OffsetRange available) {
    if (offset > available.to()) {
      return new StartDecision.Refuse(
          "Cannot read " + partition + " from offset " + offset + ": it ends at " + available.to(),
          "the topic lost records that the table has; give the pipeline a new name to read it anew");
    }
    if (offset < available.from()) {
      return onGap == GapPolicy.SKIP
          ? new StartDecision.Skip(new OffsetRange(offset, available.from()))
          : new StartDecision.Refuse(
              "Cannot read "
                  + partition
                  + " from offset "
                  + offset
                  + ": the oldest one left is "
                  + available.from(),
              (available.from() - offset)
                  + " records are lost; set sluice.kafka.on-gap = skip to go on without them");
    }
    return new StartDecision.Resume(offset);
  }

  /** The same partition of the other topic, where the table knows it. */
  private static SourcePartition closest(List<SourcePartition> known, SourcePartition partition) {
    return known.stream()
        .filter(other -> other.partition() == partition.partition())
        .findFirst()
        .orElse(known.get(0));
  }

  private static StartDecision otherTopic(
      SourcePartition partition, OffsetRange available, SourcePartition before, long read) {
    boolean sameCluster = partition.clusterId().equals(before.clusterId());
    String what =
        sameCluster
            ? "it was deleted and created again (topic id "
                + before.topicId()
                + " before, "
                + partition.topicId()
                + " now)"
            : "it lives in another cluster ("
                + before.clusterId()
                + " before, "
                + partition.clusterId()
                + " now)";
    return new StartDecision.Refuse(
        "Cannot go on with topic %s: %s; the table has %s up to offset %d, and %s now holds %s"
            .formatted(partition.topic(), what, before, read, partition, available),
        "set sluice.kafka.on-gap = skip to read it from its beginning, or give the pipeline a new"
            + " name");
  }

  private static boolean isSameTopic(SourcePartition one, SourcePartition other) {
    return one.clusterId().equals(other.clusterId()) && one.topicId().equals(other.topicId());
  }
}
