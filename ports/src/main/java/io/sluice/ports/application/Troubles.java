package io.sluice.ports.application;

import io.sluice.ports.out.PipelineEvents;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** What fails at the moment and is tried again: readiness, and the events about it. */
final class Troubles {
  private final Map<String, String> current = new ConcurrentSkipListMap<>();
  private final PipelineEvents events;

  Troubles(PipelineEvents events) {
    this.events = events;
  }

  void failed(String what, int failures, Duration delay, Exception cause) {
    current.put(what, what + ": " + cause.getMessage());
    events.retrying(what, failures, delay, cause);
  }

  void ended(String what) {
    if (current.remove(what) != null) {
      events.recovered(what);
    }
  }

  Optional<String> first() {
    return current.values().stream().findFirst();
  }
}
