package io.sluice.ports.out;

import io.sluice.domain.record.RecordBatch;
import io.sluice.domain.record.SourcePartition;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads records of the partitions that a group hands to this member. Every method but {@link
 * #wakeUp()} is for the one thread that polls.
 *
 * <p>Guarantees:
 *
 * <ol>
 *   <li>Only records of committed transactions are returned.
 *   <li>Batches of a partition join: each begins where the one before it ended, or where {@link
 *       #seek} went; offsets passed without a record are inside the ranges. A range may hold no
 *       record at all.
 *   <li>A newly assigned partition is paused and returns nothing until it is sought and resumed.
 *   <li>The position never resets by itself: an offset that is not to be had is an error.
 *   <li>The listener is called from inside {@link #poll} and {@link #close} only.
 * </ol>
 */
public interface RecordSource extends AutoCloseable {
  /** Joins the group. Once, before the first poll. */
  void subscribe(AssignmentListener listener);

  /**
   * Takes part in the group and returns what has come in.
   *
   * @param atMost how long to wait for something
   * @return batches, at most one per partition; none when nothing came or it was woken up
   * @throws OffsetUnavailableException when a position lies outside of what the source has
   * @throws io.sluice.domain.error.SluiceException when the source refuses for good
   */
  List<RecordBatch> poll(Duration atMost);

  /** Sets the offset of the next record. The partition has to be assigned. */
  void seek(SourcePartition partition, long offset);

  /** Stops returning records of the partitions; those not assigned are passed over. */
  void pause(Collection<SourcePartition> partitions);

  /** Returns records of them again; those not assigned are passed over. */
  void resume(Collection<SourcePartition> partitions);

  /**
   * Where partitions end, as the last answers said: a partition that is paused may end later by
   * now. Waits for nobody; one whose end is not known yet is missing, and asked for meanwhile.
   */
  Map<SourcePartition, Long> ends();

  /**
   * What keeps it from reading, in words for a person; empty while nothing does. A poll that brings
   * nothing does not tell a quiet topic from brokers that are away. Waits for nobody; asked about
   * once a second.
   */
  Optional<String> trouble();

  /**
   * Tells the group how far the table is, for tools that show lag. Advisory: it may fail unseen,
   * and nobody reads it back.
   */
  void advise(Map<SourcePartition, Long> offsets);

  /** Makes a poll that waits, or the next one, return at once. From any thread. */
  void wakeUp();

  /** Leaves the group; the listener hears of the revocation first. */
  @Override
  void close();

  /** Hears which partitions are whose. Called on the polling thread, inside {@link #poll}. */
  interface AssignmentListener {
    /** These are ours from now on, in addition to what was. */
    void assigned(Set<SourcePartition> partitions);

    /** These will be another member's when this returns; until then nobody else has them. */
    void revoked(Set<SourcePartition> partitions);

    /** These may be another member's already. */
    void lost(Set<SourcePartition> partitions);
  }
}
