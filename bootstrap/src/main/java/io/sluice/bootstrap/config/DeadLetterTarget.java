package io.sluice.bootstrap.config;

/** Where records go that cannot be rows. */
public enum DeadLetterTarget {
  /** Into an object under the table, named by the commit. */
  TABLE,
  /** Into a topic. */
  TOPIC
}
