package io.sluice.kafka.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.domain.record.DeadLetterReason;
import io.sluice.domain.schema.KafkaColumns;
import java.io.IOException;

/** What to do about members that the schema does not know. A null is as good as not there. */
final class UnknownMembers {
  private final NewFieldPolicy policy;
  private boolean met;

  UnknownMembers(NewFieldPolicy policy) {
    this.policy = policy;
  }

  void begin() {
    met = false;
  }

  /** Whether a member was passed over that the schema could grow a field for. */
  boolean met() {
    return met;
  }

  /**
   * Passes over a member's value.
   *
   * @param parser at the member's name, then at its value's last token
   * @param parent the path of the object that it is a member of; empty for the record itself
   */
  void pass(JsonParser parser, String parent, String name)
      throws IOException, UnfitRecordException {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    if (policy == NewFieldPolicy.IGNORE) {
      parser.skipChildren();
      return;
    }
    if (parent.isEmpty() && KafkaColumns.isReserved(name)) {
      throw UnfitRecordException.at(
          name, DeadLetterReason.UNUSABLE_FIELD_NAME, "the name is reserved");
    }
    if (policy == NewFieldPolicy.DEAD_LETTER) {
      throw UnfitRecordException.at(
          FieldPath.join(parent, name),
          DeadLetterReason.UNKNOWN_FIELD,
          "the schema has no such field");
    }
    met |= skipLookingForScalars(parser, token);
  }

  /**
   * Passes over a member's value, where that is all there is to do about it; as {@link
   * ValueDecoder#scan}.
   */
  boolean scan(JsonScanner scanner) {
    return scanner.peek() == 'n'
        ? scanner.takeScalar()
        : policy == NewFieldPolicy.IGNORE && scanner.takeScalar();
  }

  /** Whether there is anything in the value that says what its type is. */
  private static boolean skipLookingForScalars(JsonParser parser, JsonToken first)
      throws IOException {
    boolean found = false;
    int depth = 0;
    for (JsonToken token = first; ; token = parser.nextToken()) {
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else {
        found |= token.isScalarValue() && token != JsonToken.VALUE_NULL;
      }
      if (depth == 0) {
        return found;
      }
    }
  }
}
