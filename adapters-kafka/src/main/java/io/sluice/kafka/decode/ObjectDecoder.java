package io.sluice.kafka.decode;

import com.fasterxml.jackson.core.JsonParser;
import io.sluice.domain.column.ColumnVector;
import io.sluice.domain.record.DeadLetterReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Appends an object's members to the vectors of their fields. Members mostly come in the order of
 * the fields, so that is where each is looked for first.
 */
final class ObjectDecoder {
  private static final int REFUSED = -2;

  /** Nothing that a record could go on with. */
  private static final byte[] NEVER = {0};

  private final String path;
  private final UnknownMembers unknown;
  private final String[] names;
  private final ValueDecoder[] decoders;
  private final ColumnVector[] vectors;
  private final boolean[] required;
  private final boolean anyRequired;
  private final Map<String, Integer> positions = new HashMap<>();
  private final FieldNameTable table;

  /** Each name as it mostly stands in a record. */
  private final byte[][] quoted;

  /** Which member came after each the last time; the last place is for the first member. */
  private final int[] following;

  /**
   * @param path of the object; empty for the record itself
   */
  ObjectDecoder(String path, List<Member> members, UnknownMembers unknown) {
    this.path = path;
    this.unknown = unknown;
    int size = members.size();
    names = new String[size];
    decoders = new ValueDecoder[size];
    vectors = new ColumnVector[size];
    required = new boolean[size];
    boolean any = false;
    for (int i = 0; i < size; i++) {
      Member member = members.get(i);
      names[i] = member.name();
      decoders[i] = member.decoder();
      vectors[i] = member.decoder().vector();
      required[i] = member.required();
      any |= member.required();
      positions.put(names[i], i);
    }
    anyRequired = any;
    table = new FieldNameTable(names);
    quoted = new byte[size + 1][];
    following = new int[size + 1];
    for (int i = 0; i < size; i++) {
      quoted[i] = quoted(names[i]);
      following[i] = i + 1;
    }
    quoted[size] = NEVER;
  }

  private static byte[] quoted(String name) {
    byte[] quoted = ('"' + name + '"').getBytes(StandardCharsets.UTF_8);
    for (int i = 1; i < quoted.length - 1; i++) {
      boolean needsEscape = quoted[i] == '"' || quoted[i] == '\\' || (quoted[i] & 0xff) < ' ';
      if (needsEscape) {
        return NEVER;
      }
    }
    return quoted;
  }

  /**
   * A field that the schema knows.
   *
   * @param required whether it must have a value
   */
  record Member(String name, ValueDecoder decoder, boolean required) {}

  /**
   * Reads to the end of the object that the parser is at the start of. Fields without a member get
   * no value.
   *
   * @param row how many values each field's vector has
   */
  void read(JsonParser parser, int row) throws IOException, UnfitRecordException {
    int expected = 0;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      int position = find(name, expected);
      if (position < 0) {
        unknown.pass(parser, path, name);
        continue;
      }
      if (vectors[position].size() > row) {
        throw decoders[position].mismatch("a member twice");
      }
      decoders[position].decode(parser, parser.nextToken());
      expected = position + 1;
    }
    if (anyRequired) {
      requireValues(row);
    }
  }

  /**
   * Reads the object that comes next, if the scanner understands it and it fits; as {@link
   * ValueDecoder#scan}. Members follow each other as they did in the object before, mostly.
   */
  boolean scan(JsonScanner scanner, int row) {
    if (!scanner.take('{')) {
      return false;
    }
    if (!scanner.take('}')) {
      int before = names.length;
      do {
        int position = scanName(scanner, following[before]);
        if (position == REFUSED || !scanner.take(':')) {
          return false;
        }
        if (position != FieldNameTable.NONE) {
          following[before] = position;
          before = position;
        }
        if (!scanValue(scanner, position, row)) {
          return false;
        }
      } while (scanner.take(','));
      if (!scanner.take('}')) {
        return false;
      }
    }
    return !anyRequired || hasRequired(row);
  }

  private int scanName(JsonScanner scanner, int expected) {
    scanner.peek();
    if (scanner.takeAll(quoted[expected])) {
      return expected;
    }
    return scanner.takeName()
        ? table.find(scanner.text(), scanner.textStart(), scanner.textLength())
        : REFUSED;
  }

  private boolean scanValue(JsonScanner scanner, int position, int row) {
    if (position == FieldNameTable.NONE) {
      return unknown.scan(scanner);
    }
    boolean isRepeated = vectors[position].size() > row;
    return !isRepeated && decoders[position].scan(scanner);
  }

  private boolean hasRequired(int row) {
    for (int i = 0; i < required.length; i++) {
      if (required[i] && (vectors[i].size() == row || vectors[i].isNull(row))) {
        return false;
      }
    }
    return true;
  }

  private void requireValues(int row) throws UnfitRecordException {
    for (int i = 0; i < required.length; i++) {
      if (required[i] && (vectors[i].size() == row || vectors[i].isNull(row))) {
        throw decoders[i].unfit(DeadLetterReason.MISSING_VALUE, "the column takes no null");
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // The parser gives the same string for the same name.
  private int find(String name, int expected) {
    if (expected < names.length && names[expected] == name) {
      return expected;
    }
    Integer position = positions.get(name);
    if (position == null) {
      return -1;
    }
    names[position] = name;
    return position;
  }
}
