package io.sluice.delta.standalone;

import io.delta.standalone.internal.DeltaLogImpl;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a table's checkpoints beside its commits. None is ever needed, only welcome: who reads the
 * table replays more entries until the next. So one that is due while another is being written, or
 * too soon after it, is left out, and one that fails is tried again when the next is due. But the
 * more are left out, the more entries the next one has to read: it does not wait for long.
 *
 * <p>Only the writer of a version writes its checkpoint, so that no two write the same one.
 */
final class Checkpoints implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final int PATIENCE_SECONDS = 5;

  /** So many times as far apart as the table wants them, and no farther, they may be. */
  private static final int MAX_LEFT_OUT = 10;

  private static final long UNKNOWN = -1;

  private final StandaloneTable table;
  private final CheckpointPace pace;
  private final AtomicBoolean isBusy = new AtomicBoolean();
  private volatile long restsUntilNanos = System.nanoTime();
  private long latest = UNKNOWN;

  Checkpoints(StandaloneTable table, CheckpointPace pace) {
    this.table = table;
    this.pace = pace;
  }

  /**
   * Writes a checkpoint when it is time for one.
   *
   * @param version that was just committed
   * @param interval how many versions apart the table wants them
   */
  void committed(long version, int interval) {
    if (latest == UNKNOWN) {
      latest = version - 1;
    }
    boolean isDue = version > 0 && version % interval == 0;
    boolean isRested = System.nanoTime() - restsUntilNanos >= 0;
    boolean isLate = version - latest >= (long) MAX_LEFT_OUT * interval;
    if (isDue && (isRested || isLate) && isBusy.compareAndSet(false, true)) {
      latest = version;
      pace.executor().execute(() -> write(version));
    }
  }

  private void write(long version) {
    long begun = System.nanoTime();
    try {
      DeltaLogImpl log = (DeltaLogImpl) table.loadForCheckpoint();
      log.checkpoint(log.getSnapshotForVersionAsOf(version));
    } catch (Exception | AssertionError e) {
      LOG.atWarn()
          .addKeyValue("table", table.location())
          .addKeyValue("version", version)
          .setCause(e)
          .log("Cannot write a checkpoint; readers replay more entries until the next one");
    } finally {
      long now = System.nanoTime();
      restsUntilNanos = now + pace.restPerWork() * (now - begun);
      isBusy.set(false);
    }
  }

  /** Waits a little for one that is being written. */
  @Override
  public void close() {
    pace.executor().shutdown();
    try {
      if (!pace.executor().awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        pace.executor().shutdownNow();
      }
    } catch (InterruptedException e) {
      pace.executor().shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
