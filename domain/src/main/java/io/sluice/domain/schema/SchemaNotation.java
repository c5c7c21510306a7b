package io.sluice.domain.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the notation in which schemas are declared and shown: {@code name type [not null]}, with
 * {@code string long double boolean timestamp date binary decimal(p,s) list<t> map<string,t>
 * struct<name:t,...>}.
 */
public final class SchemaNotation {
  private final String text;
  private int position;

  private SchemaNotation(String text) {
    this.text = text;
  }

  /**
   * Reads one column.
   *
   * @throws IllegalArgumentException naming the text and what was expected where
   */
  public static Field parseColumn(String text) {
    SchemaNotation notation = new SchemaNotation(text);
    String name = notation.word("a column name");
    FieldType type = notation.type();
    boolean required = notation.notNull();
    notation.end();
    requireLegal(name);
    return new Field(name, type, !required);
  }

  /**
   * Reads a type alone.
   *
   * @throws IllegalArgumentException naming the text and what was expected where
   */
  public static FieldType parseType(String text) {
    SchemaNotation notation = new SchemaNotation(text);
    FieldType type = notation.type();
    notation.end();
    return type;
  }

  private static void requireLegal(String name) {
    if (!FieldNames.isLegal(name)) {
      throw new IllegalArgumentException("'" + name + "' cannot be a column's name");
    }
  }

  private FieldType type() {
    String word = word("a type").toLowerCase(Locale.ROOT);
    return switch (word) {
      case "decimal" -> decimal();
      case "list" -> list();
      case "map" -> map();
      case "struct" -> struct();
      default -> primitive(word);
    };
  }

  private FieldType primitive(String word) {
    for (PrimitiveType type : PrimitiveType.values()) {
      if (type.toString().equals(word)) {
        return type;
      }
    }
    throw expected(
        "a type (string, long, double, boolean, timestamp, date, binary, decimal(p,s), list<t>,"
            + " map<string,t> or struct<name:t>), not '"
            + word
            + "'");
  }

  private FieldType decimal() {
    symbol('(');
    int precision = number();
    symbol(',');
    int scale = number();
    symbol(')');
    return new DecimalType(precision, scale);
  }

  private FieldType list() {
    symbol('<');
    FieldType element = type();
    symbol('>');
    return new ListType(element);
  }

  private FieldType map() {
    symbol('<');
    if (!word("string").equalsIgnoreCase("string")) {
      throw expected("string as the type of a map's keys");
    }
    symbol(',');
    FieldType value = type();
    symbol('>');
    return new MapType(value);
  }

  private FieldType struct() {
    symbol('<');
    List<Field> fields = new ArrayList<>();
    do {
      String name = word("a field name");
      requireLegal(name);
      symbol(':');
      FieldType type = type();
      fields.add(new Field(name, type, !notNull()));
    } while (accept(','));
    symbol('>');
    return new StructType(fields);
  }

  private boolean notNull() {
    skipSpace();
    int start = position;
    if (start < text.length() && Character.isLetter(text.charAt(start))) {
      if (word("'not null'").equalsIgnoreCase("not") && word("'null'").equalsIgnoreCase("null")) {
        return true;
      }
      position = start;
      throw expected("'not null' or nothing more");
    }
    return false;
  }

  private String word(String what) {
    skipSpace();
    int start = position;
    while (position < text.length() && !endsWord(text.charAt(position))) {
      position++;
    }
    if (start == position) {
      throw expected(what);
    }
    return text.substring(start, position);
  }

  private static boolean endsWord(char symbol) {
    return "<>(),:".indexOf(symbol) >= 0 || Character.isWhitespace(symbol);
  }

  private int number() {
    String word = word("a number");
    try {
      return Integer.parseInt(word);
    } catch (NumberFormatException e) {
      throw expected("a number, not '" + word + "'");
    }
  }

  private boolean accept(char symbol) {
    skipSpace();
    if (position < text.length() && text.charAt(position) == symbol) {
      position++;
      return true;
    }
    return false;
  }

  private void symbol(char symbol) {
    if (!accept(symbol)) {
      throw expected("'" + symbol + "'");
    }
  }

  private void end() {
    skipSpace();
    if (position < text.length()) {
      throw expected("the end");
    }
  }

  private void skipSpace() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  private IllegalArgumentException expected(String what) {
    return new IllegalArgumentException(
        "expected " + what + " at character " + (position + 1) + " of '" + text + "'");
  }
}
