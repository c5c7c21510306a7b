package io.sluice.kafka.decode;

/** Names joined by dots: what faults and the configuration call a place in the records. */
final class FieldPath {
  /** What stands for the inside of a list. */
  static final String ELEMENT = "element";

  /** What stands for the inside of a map. */
  static final String VALUE = "value";

  private FieldPath() {}

  /** The path of a field; a parent that is empty is the record itself. */
  static String join(String parent, String name) {
    return parent.isEmpty() ? name : parent + "." + name;
  }
}
