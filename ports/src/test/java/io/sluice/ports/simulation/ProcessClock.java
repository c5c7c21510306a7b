package io.sluice.ports.simulation;

import io.sluice.ports.out.Clock;
import java.time.Duration;
import java.time.Instant;

/** The clock of one process: it agrees with the others on how fast time goes, not on what it is. */
final class ProcessClock implements Clock {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Scheduler scheduler;
  private final SimulatedProcess process;
  private final Duration off;

  /**
   * @param off how far its wall clock is off
   */
  ProcessClock(Scheduler scheduler, SimulatedProcess process, Duration off) {
    this.scheduler = scheduler;
    this.process = process;
    this.off = off;
  }

  @Override
  public Instant now() {
    return START.plusNanos(scheduler.nanos()).plus(off);
  }

  @Override
  public long monotonicNanos() {
    return scheduler.nanos();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    scheduler.sleep(process, duration.toNanos());
  }
}
