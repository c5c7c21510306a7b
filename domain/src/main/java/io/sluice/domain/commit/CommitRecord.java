package io.sluice.domain.commit;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a log entry of ours says about itself, beside its files.
 *
 * @param id the entry's identity
 * @param pipeline who wrote it
 * @param partitions what it passes, a partition at most once, one at least
 * @param deadLetterObject path below the table of the object with its dead letters, if any are
 *     stored there
 */
public record CommitRecord(
    CommitIdentity id,
    String pipeline,
    List<PartitionCommit> partitions,
    Optional<String> deadLetterObject) {
  public CommitRecord {
    partitions = List.copyOf(partitions);
    if (partitions.isEmpty()) {
      throw new IllegalArgumentException("a commit without partitions");
    }
    Set<Object> seen = new HashSet<>();
    for (PartitionCommit partition : partitions) {
      if (!seen.add(partition.partition())) {
        throw new IllegalArgumentException(partition.partition() + " twice in one commit");
      }
    }
  }

  /** The transaction actions: application id to next offset, in a stable order. */
  public Map<String, Long> transactions() {
    Map<String, Long> transactions = new TreeMap<>();
    for (PartitionCommit partition : partitions) {
      transactions.put(
          new ProgressKey(pipeline, partition.partition()).appId(), partition.range().to());
    }
    return transactions;
  }

  public long rows() {
    return partitions.stream().mapToLong(PartitionCommit::rows).sum();
  }

  public long deadLetters() {
    return partitions.stream().mapToLong(PartitionCommit::deadLetters).sum();
  }
}
