package io.sluice.ports.fake;

/** What becomes of one attempt to create a log entry. */
public enum CommitFault {
  /** Nothing goes wrong. */
  NONE,
  /** The entry is created, and the writer gets an error all the same. */
  LANDS_AND_FAILS,
  /** The writer gets an error, and the entry is not created. */
  FAILS,
  /** The writer gets an error, and the entry is created later, if its place is still free then. */
  LANDS_LATE
}
