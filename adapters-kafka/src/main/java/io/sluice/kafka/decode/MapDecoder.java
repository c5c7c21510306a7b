package io.sluice.kafka.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.domain.column.BytesVector;
import io.sluice.domain.column.MapVector;
import io.sluice.domain.schema.MapType;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Objects into maps; a value may be null, and no key comes twice. */
final class MapDecoder extends ValueDecoder {
  private final MapVector vector;
  private final ValueDecoder values;
  private final Utf8Text text;
  private final Keys keys = new Keys();

  MapDecoder(String path, MapType type, MapVector vector, ValueDecoder values, Utf8Text text) {
    super(path, type, vector);
    this.vector = vector;
    this.values = values;
    this.text = text;
  }

  @Override
  void decodePresent(JsonParser parser, JsonToken token) throws IOException, UnfitRecordException {
    if (token != JsonToken.START_OBJECT) {
      throw mismatch(token);
    }
    keys.clear();
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      if (!keys.add(key)) {
        throw mismatch("a key twice");
      }
      text.load(key);
      vector.keys().append(text.bytes(), 0, text.length());
      values.decode(parser, parser.nextToken());
    }
    vector.endMap();
  }

  @Override
  boolean scanPresent(JsonScanner scanner) {
    if (!scanner.take('{')) {
      return false;
    }
    if (!scanner.take('}')) {
      int first = vector.keys().size();
      do {
        if (!scanEntry(scanner, first)) {
          return false;
        }
      } while (scanner.take(','));
      if (!scanner.take('}')) {
        return false;
      }
    }
    vector.endMap();
    return true;
  }

  /** Maps of many keys are left to the parser's path, which has a set of them. */
  private boolean scanEntry(JsonScanner scanner, int first) {
    BytesVector names = vector.keys();
    if (names.size() - first == Keys.FEW || !scanner.takeName()) {
      return false;
    }
    for (int key = first; key < names.size(); key++) {
      if (names.is(key, scanner.text(), scanner.textStart(), scanner.textLength())) {
        return false;
      }
    }
    names.append(scanner.text(), scanner.textStart(), scanner.textLength());
    return scanner.take(':') && values.scan(scanner);
  }

  /** The keys of one map: compared one by one while they are few, which allocates nothing. */
  private static final class Keys {
    private static final int FEW = 16;

    private final String[] few = new String[FEW];
    private int count;
    private Set<String> many;

    private void clear() {
      count = 0;
      many = null;
    }

    private boolean add(String key) {
      if (count < FEW) {
        for (int i = 0; i < count; i++) {
          if (few[i].equals(key)) {
            return false;
          }
        }
        few[count++] = key;
        return true;
      }
      if (many == null) {
        many = new HashSet<>(Arrays.asList(few));
      }
      return many.add(key);
    }
  }
}
