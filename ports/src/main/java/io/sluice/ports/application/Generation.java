package io.sluice.ports.application;

/**
 * The time between two resets. Work carries the generation it was begun in; once that is over, its
 * result is not wanted any more, because the records will be read again.
 */
final class Generation {
  private volatile boolean over;

  boolean isOver() {
    return over;
  }

  void end() {
    over = true;
  }
}
