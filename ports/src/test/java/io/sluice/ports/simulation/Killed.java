package io.sluice.ports.simulation;

/** What a thread of a killed process meets at its next call. Not caught by anything but its end. */
final class Killed extends Error {
  private static final long serialVersionUID = 1L;

  Killed() {
    super("killed", null, false, false);
  }
}
