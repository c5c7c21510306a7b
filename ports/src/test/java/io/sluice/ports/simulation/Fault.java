package io.sluice.ports.simulation;

/** What may go wrong with one call out of a process, and how likely it is beside the others. */
public enum Fault {
  /** The process is killed at this call. */
  KILLED(0.05),
  /** The request for a log entry never arrives. */
  PUT_NOT_SENT(1),
  /** The request for a log entry arrives long after it seemed to fail. */
  PUT_LANDS_LATE(1),
  /** The log entry is written, the answer is lost. */
  PUT_ANSWER_LOST(1),
  /** The log entry is written, the client repeats the request and is told that it exists. */
  PUT_REPEATED(1),
  /** The call takes seconds. */
  SLOW(0.3),
  /** A listing does not show the newest entries yet. */
  LIST_LATE(1),
  /** The log cannot be read. */
  READ_FAILS(0.5),
  /** A data file cannot be written. */
  FILE_FAILS(1),
  /** A data file is written, the answer is lost. */
  FILE_ANSWER_LOST(0.5),
  /** Dead letters cannot be stored. */
  LETTERS_FAIL(1),
  /** Dead letters are stored, the answer is lost. */
  LETTERS_ANSWER_LOST(1),
  /** Kafka does not answer what it is asked about topics. */
  CATALOG_FAILS(0.5);

  private final double weight;

  Fault(double weight) {
    this.weight = weight;
  }

  /** Whether a call does not do what it should; else it is slow, or the last one. */
  boolean isFailure() {
    return this != KILLED && this != SLOW;
  }

  double weight() {
    return weight;
  }
}
