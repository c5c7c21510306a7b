package io.sluice.domain.record;

/** Why a record cannot become a row. */
public enum DeadLetterReason {
  /** The payload is null: a tombstone. */
  NULL_PAYLOAD,
  /** The payload is not valid JSON in valid UTF-8. */
  INVALID_JSON,
  /** The payload is JSON, but no object. */
  NOT_AN_OBJECT,
  /** A value is of another type than its column. */
  TYPE_MISMATCH,
  /** A value is of the right type, but too large or too precise for its column. */
  OUT_OF_RANGE,
  /** A column that does not take null has no value. */
  MISSING_VALUE,
  /** The record has a field that the schema does not know, and the policy forbids it. */
  UNKNOWN_FIELD,
  /** A new field's name cannot be a column: reserved, illegal, or the same but for upper case. */
  UNUSABLE_FIELD_NAME
}
