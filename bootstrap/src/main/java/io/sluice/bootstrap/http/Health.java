package io.sluice.bootstrap.http;

import io.sluice.ports.in.PipelineStatus;
import io.sluice.ports.in.PipelineStatus.Phase;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * What the probes answer. Live: the polling thread goes round. Ready: records flow, nothing is in
 * trouble. Started: it has been running once.
 */
public final class Health {
  /** After this long without a round, only a restart helps. */
  static final Duration STUCK_AFTER = Duration.ofSeconds(60);

  private final Supplier<PipelineStatus> pipeline;
  private final AtomicBoolean started = new AtomicBoolean();

  public Health(Supplier<PipelineStatus> pipeline) {
    this.pipeline = pipeline;
  }

  /** Asks the pipeline now. */
  public Answers ask() {
    PipelineStatus status = pipeline.get();
    if (status.phase() == Phase.RUNNING) {
      started.set(true);
    }
    boolean isPolling = status.phase() == Phase.RUNNING || status.phase() == Phase.STOPPING;
    boolean isLive = !isPolling || status.loopAgeNanos() < STUCK_AFTER.toNanos();
    boolean isReady = status.phase() == Phase.RUNNING && status.trouble().isEmpty() && isLive;
    return new Answers(isLive, isReady, started.get(), status);
  }

  /**
   * One moment's answers.
   *
   * @param isStarted whether it has been running at any time
   */
  public record Answers(
      boolean isLive, boolean isReady, boolean isStarted, PipelineStatus status) {}
}
