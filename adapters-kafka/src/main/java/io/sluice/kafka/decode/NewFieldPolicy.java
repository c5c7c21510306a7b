package io.sluice.kafka.decode;

/** What becomes of a record with a field that the schema does not know. */
public enum NewFieldPolicy {
  /** The schema grows a nullable column, in the commit of the first rows that carry it. */
  EVOLVE,
  /** The record is stored without the field. */
  IGNORE,
  /** The record becomes a dead letter. */
  DEAD_LETTER
}
