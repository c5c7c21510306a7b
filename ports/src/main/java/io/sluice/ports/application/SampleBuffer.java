package io.sluice.ports.application;

import io.sluice.domain.record.RecordBatch;
import java.util.ArrayList;
import java.util.List;

/** Holds the first batches back until there is a schema to decode them under. */
final class SampleBuffer {
  /** Records that are enough of a sample. */
  private static final int ENOUGH = 1000;

  private final List<RecordBatch> batches = new ArrayList<>();
  private long records;
  private long weight;
  private boolean sampled;

  void add(RecordBatch batch) {
    batches.add(batch);
    records += batch.size();
    weight += batch.weight();
  }

  boolean isEnough() {
    return records >= ENOUGH;
  }

  boolean hasRecords() {
    return records > 0;
  }

  long weight() {
    return weight;
  }

  /** Whether the sample was taken, so that an answer is on its way. */
  boolean isSampled() {
    return sampled;
  }

  List<RecordBatch> sample() {
    sampled = true;
    return List.copyOf(batches);
  }

  /** Everything held back, which is then held no more. */
  List<RecordBatch> release() {
    List<RecordBatch> released = List.copyOf(batches);
    clear();
    return released;
  }

  void clear() {
    batches.clear();
    records = 0;
    weight = 0;
    sampled = false;
  }
}
