package io.sluice.ports.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happened in a run, one line each; only kept when somebody is going to read it. */
final class Trace {
  private final Scheduler scheduler;
  private final boolean kept;
  private final List<String> lines = new ArrayList<>();

  Trace(Scheduler scheduler, boolean kept) {
    this.scheduler = scheduler;
    this.kept = kept;
  }

  /**
   * @param who a process, or what else acts
   * @param what with {@code %s} for each of the details
   */
  void say(Object who, String what, Object... details) {
    if (kept) {
      String time = String.format(Locale.ROOT, "%8.3f s", scheduler.nanos() / 1e9);
      lines.add(time + "  " + who + ": " + String.format(Locale.ROOT, what, details));
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
