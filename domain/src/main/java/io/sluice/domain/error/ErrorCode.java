package io.sluice.domain.error;

/** What kind of failure stopped the work, and so what an operator has to do about it. */
public enum ErrorCode {
  /** A defect in Sluice itself. */
  BUG,
  /** The command line is wrong. */
  USAGE,
  /**
   * The data or its offsets violate the configured policy; going on would lose or repeat records.
   */
  DATA_POLICY,
  /** A service that Sluice depends on does not answer. */
  UNAVAILABLE,
  /** The store refuses, is full, or holds something unreadable. */
  STORAGE,
  /** The attempt failed in a way that a later attempt may not. */
  TEMPORARY,
  /** The credentials do not allow the operation. */
  PERMISSION,
  /** The configuration is wrong, or names something that does not exist. */
  CONFIGURATION
}
