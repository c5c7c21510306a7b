package io.sluice.domain.commit;

/** What to do when records that the table has not seen are no longer to be had. */
public enum GapPolicy {
  /** Stop, so that a person decides. */
  STOP,
  /** Go on with the oldest record that is left, and write the gap into the log entry. */
  SKIP
}
