package io.sluice.ports.application;

import io.sluice.ports.out.PipelineEvents;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** What fails at the moment and is tried again: readiness, and the events about it. */
final class Troubles {
  private final ConcurrentNavigableMap<String, Trouble> current = new ConcurrentSkipListMap<>();
  private final PipelineEvents events;

  Troubles(PipelineEvents events) {
    this.events = events;
  }

  /**
   * Something failed.
   *
   * @param failures of this caller in a row; several callers may be at the same work
   */
  void failed(String what, int failures, Duration delay, Exception cause) {
    current.compute(
        what,
        (same, before) -> {
          int callers = before == null ? 0 : before.callers;
          return new Trouble(
              failures == 1 ? callers + 1 : callers, what + ": " + cause.getMessage());
        });
    events.retrying(what, failures, delay, cause);
  }

  /** A caller that had failed does not any more. */
  void recovered(String what) {
    if (leave(what)) {
      events.recovered(what);
    }
  }

  /** A caller that had failed does not try any more; nobody knows whether it would work. */
  void givenUp(String what) {
    leave(what);
  }

  /** Takes one caller out, and says whether no other is left in the same trouble. */
  private boolean leave(String what) {
    return current.computeIfPresent(
            what,
            (same, before) ->
                before.callers == 1 ? null : new Trouble(before.callers - 1, before.text))
        == null;
  }

  Optional<String> first() {
    return current.values().stream().map(Trouble::text).findFirst();
  }

  private record Trouble(int callers, String text) {}
}
