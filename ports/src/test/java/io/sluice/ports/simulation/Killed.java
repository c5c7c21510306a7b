package io.sluice.ports.simulation;

/**
 * What a thread of a killed process meets at its next call. Not caught by anything but its end: as
 * what it extends, it passes also through code that goes on after most errors.
 */
final class Killed extends VirtualMachineError {
  private static final long serialVersionUID = 1L;

  Killed() {
    super("killed");
  }

  /** It is thrown often, and nobody asks where. */
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
