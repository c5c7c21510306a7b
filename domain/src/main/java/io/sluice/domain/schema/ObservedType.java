package io.sluice.domain.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What values were seen at one place of the events, and the type that fits them best: of values
 * that exclude each other the most frequent win, and the first ones seen where they are as many.
 * Nulls are not told to it: they say nothing about a type.
 */
public final class ObservedType {
  /** In the order first seen. */
  private final Map<Family, Long> counts = new LinkedHashMap<>();

  private boolean fraction;
  private boolean plainText;
  private ObservedFields fields;
  private ObservedType element;

  public void sawBoolean() {
    count(Family.BOOLEAN);
  }

  /** A whole number that fits 64 bits. */
  public void sawLong() {
    count(Family.NUMBER);
  }

  /** Any other number. */
  public void sawDouble() {
    fraction = true;
    count(Family.NUMBER);
  }

  /** An instant: a text that says one, or a number at a place where numbers are declared to. */
  public void sawTimestamp() {
    count(Family.TEXT);
  }

  /** A text that is no instant. */
  public void sawText() {
    plainText = true;
    count(Family.TEXT);
  }

  /** The place to tell what the object's fields are. */
  public ObservedFields sawObject() {
    count(Family.OBJECT);
    if (fields == null) {
      fields = new ObservedFields();
    }
    return fields;
  }

  /** The place to tell what the list's elements are. */
  public ObservedType sawList() {
    count(Family.LIST);
    if (element == null) {
      element = new ObservedType();
    }
    return element;
  }

  /** The type, unless all that was seen is nulls, empty lists and objects without a typed field. */
  public Optional<FieldType> type() {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<Family, Long>comparingByValue().reversed())
        .flatMap(entry -> typeOf(entry.getKey()).stream())
        .findFirst();
  }

  /**
   * The first field inside that has a type and whose name a table cannot have, as a path from here;
   * empty when every name is usable.
   */
  Optional<String> unusableName() {
    if (fields != null) {
      Optional<String> inside = fields.unusableName();
      if (inside.isPresent()) {
        return inside;
      }
    }
    return element == null ? Optional.empty() : element.unusableName().map("element."::concat);
  }

  private Optional<FieldType> typeOf(Family family) {
    return switch (family) {
      case BOOLEAN -> Optional.of(PrimitiveType.BOOLEAN);
      case NUMBER -> Optional.of(fraction ? PrimitiveType.DOUBLE : PrimitiveType.LONG);
      case TEXT -> Optional.of(plainText ? PrimitiveType.STRING : PrimitiveType.TIMESTAMP);
      case OBJECT -> fields.struct();
      case LIST -> element.type().map(ListType::new);
    };
  }

  private void count(Family family) {
    counts.merge(family, 1L, Long::sum);
  }

  /** Kinds of values that no column can hold together. */
  private enum Family {
    BOOLEAN,
    NUMBER,
    TEXT,
    OBJECT,
    LIST
  }
}
