package io.sluice.ports.application;

import io.sluice.ports.out.Clock;
import io.sluice.ports.out.PipelineEvents.Stage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Where the time of one segment went. Handed from the polling thread to the commit lane. */
final class StageTimes {
  private final Clock clock;
  private final Map<Stage, Duration> stages = new EnumMap<>(Stage.class);
  private long begunNanos;

  /** Of a segment whose data files are written now. */
  StageTimes(Segment segment, Clock clock) {
    this.clock = clock;
    stages.put(Stage.COLLECT, Duration.ofNanos(segment.sealedNanos() - segment.firstReadNanos()));
    begunNanos = segment.sealedNanos();
    end(Stage.WRITE);
  }

  /** The stage that began where the one before ended is over. */
  void end(Stage stage) {
    long now = clock.monotonicNanos();
    stages.put(stage, Duration.ofNanos(now - begunNanos));
    begunNanos = now;
  }

  Map<Stage, Duration> stages() {
    return stages;
  }

  /** From the first record being read to the end of the last stage. */
  Duration total() {
    return stages.values().stream().reduce(Duration.ZERO, Duration::plus);
  }
}
