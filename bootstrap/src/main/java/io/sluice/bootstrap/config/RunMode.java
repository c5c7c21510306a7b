package io.sluice.bootstrap.config;

/** When a run is over. */
public enum RunMode {
  /** When it is stopped. */
  FOREVER,
  /** When what the topics held at its start is in the table. */
  UNTIL_END
}
