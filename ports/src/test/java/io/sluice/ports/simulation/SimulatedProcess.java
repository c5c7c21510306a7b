package io.sluice.ports.simulation;

import io.sluice.domain.record.SourcePartition;
import java.util.HashMap;
import java.util.Map;

/** A process: what is killed or frozen as one. */
public final class SimulatedProcess {
  private final int number;
  private final String name;
  private final long failuresBefore;
  private boolean killed;
  private long killedAtNanos;
  private long frozenSinceNanos;
  private long frozenUntilNanos;
  private final Map<SourcePartition, Long> firstRead = new HashMap<>();

  /**
   * @param number of the writer that it is an incarnation of
   * @param failuresBefore how many calls of that writer had failed when it was started
   */
  SimulatedProcess(int number, String name, long failuresBefore) {
    this.number = number;
    this.name = name;
    this.failuresBefore = failuresBefore;
  }

  long failuresBefore() {
    return failuresBefore;
  }

  int number() {
    return number;
  }

  boolean isKilled() {
    return killed;
  }

  void kill(long nowNanos) {
    if (!killed) {
      killed = true;
      killedAtNanos = nowNanos;
    }
  }

  void freeze(long nowNanos, long untilNanos) {
    frozenSinceNanos = nowNanos;
    frozenUntilNanos = untilNanos;
  }

  boolean isFrozen(long nowNanos) {
    return nowNanos < frozenUntilNanos;
  }

  long frozenUntilNanos() {
    return frozenUntilNanos;
  }

  /** For how long nothing has been heard of it. */
  long silentNanos(long nowNanos) {
    if (killed) {
      return nowNanos - killedAtNanos;
    }
    return isFrozen(nowNanos) ? nowNanos - frozenSinceNanos : 0;
  }

  /** Keeps where it began to read a partition. */
  void reads(SourcePartition partition, long offset) {
    firstRead.putIfAbsent(partition, offset);
  }

  /** The first offset that it has read of a partition, or a default. */
  long firstRead(SourcePartition partition, long otherwise) {
    return firstRead.getOrDefault(partition, otherwise);
  }

  @Override
  public String toString() {
    return name;
  }
}
