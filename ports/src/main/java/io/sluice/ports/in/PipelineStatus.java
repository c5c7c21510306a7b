package io.sluice.ports.in;

import java.util.Optional;

/**
 * How a pipeline is doing.
 *
 * @param phase what it is at
 * @param trouble what it cannot do at the moment, and tries again; empty when all is well
 * @param loopAgeNanos nanoseconds since the polling thread last went round
 */
public record PipelineStatus(Phase phase, Optional<String> trouble, long loopAgeNanos) {
  /** What a pipeline is at. */
  public enum Phase {
    STARTING,
    RUNNING,
    STOPPING,
    ENDED
  }
}
