package io.sluice.ports.application;

import io.sluice.domain.record.RecordBatch;
import io.sluice.ports.out.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * The threads that decode and encode. A batch goes to the first lane that is not busy, so that a
 * slow stream makes one file per commit and not one per lane.
 */
final class DecodeLanes {
  /** Weight that waits for a lane before the next one gets work. */
  private static final long BUSY_WEIGHT = 1 << 20;

  private final List<Lane> lanes = new ArrayList<>();
  private final Threads.Mailbox mailbox;
  private final Consumer<Throwable> failed;
  private final AtomicLong queuedWeight = new AtomicLong();

  DecodeLanes(
      int count,
      Threads threads,
      Threads.Mailbox mailbox,
      Consumer<Throwable> failed,
      IntFunction<DecodeLane> open) {
    this.mailbox = mailbox;
    this.failed = failed;
    for (int i = 0; i < count; i++) {
      lanes.add(new Lane(threads.lane("decode-" + i), open.apply(i), new AtomicLong()));
    }
  }

  /** Weight of what was handed over and is not decoded yet. */
  long queuedWeight() {
    return queuedWeight.get();
  }

  /**
   * What records of late take as columns, for each unit of what they weigh, on the lane where they
   * take most; zero before the first.
   */
  double bytesPerWeight() {
    double most = 0;
    for (Lane lane : lanes) {
      most = Math.max(most, lane.work.bytesPerWeight());
    }
    return most;
  }

  void decode(RecordBatch batch, Generation generation) {
    Lane lane = choose();
    lane.queued.addAndGet(batch.weight());
    queuedWeight.addAndGet(batch.weight());
    lane.executor.execute(
        guarded(
            () -> {
              try {
                lane.work.decode(batch, generation);
              } finally {
                lane.queued.addAndGet(-batch.weight());
                queuedWeight.addAndGet(-batch.weight());
              }
            }));
  }

  /**
   * Writes the data files of everything handed over so far.
   *
   * @param done gets the content, on the mailbox's thread; is not called when nobody wants it
   */
  void flush(Segment segment, BiConsumer<SegmentContent, Segment> done) {
    AtomicInteger missing = new AtomicInteger(lanes.size());
    SegmentContent[] parts = new SegmentContent[lanes.size()];
    for (int i = 0; i < parts.length; i++) {
      int index = i;
      Lane lane = lanes.get(i);
      lane.executor.execute(
          guarded(
              () ->
                  lane.work
                      .flush(segment)
                      .ifPresent(
                          content -> {
                            parts[index] = content;
                            if (missing.decrementAndGet() == 0) {
                              mailbox.post(() -> done.accept(join(parts), segment));
                            }
                          })));
    }
  }

  private static SegmentContent join(SegmentContent[] parts) {
    SegmentContent all = SegmentContent.NOTHING;
    for (SegmentContent part : parts) {
      all = all.plus(part);
    }
    return all;
  }

  private Lane choose() {
    Lane least = lanes.get(0);
    for (Lane lane : lanes) {
      if (lane.queued.get() < BUSY_WEIGHT) {
        return lane;
      }
      if (lane.queued.get() < least.queued.get()) {
        least = lane;
      }
    }
    return least;
  }

  private Runnable guarded(Work work) {
    return Lanes.guarded(work, mailbox, failed);
  }

  private record Lane(Executor executor, DecodeLane work, AtomicLong queued) {}
}
