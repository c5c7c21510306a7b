package io.sluice.kafka.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the members of a record's objects that a later one of the same name supersedes. Such a
 * member is never the last of its object, so it reaches to where the next one begins.
 */
final class SupersededMembers {
  private final Deque<Members> open = new ArrayDeque<>();
  private final List<Span> spans = new ArrayList<>();

  /** Takes notice of the token that the parser is at; every one of the record in turn. */
  void see(JsonParser parser, JsonToken token) throws IOException {
    switch (token) {
      case START_OBJECT -> open.push(new Members());
      case END_OBJECT -> open.pop();
      case FIELD_NAME ->
          open.getFirst()
              .add(
                  parser.currentName(),
                  Math.toIntExact(parser.currentTokenLocation().getByteOffset()));
      default -> {
        // Only objects have members.
      }
    }
  }

  /** The record with blanks in place of what is superseded; itself if nothing is. */
  byte[] blank(byte[] json) {
    if (spans.isEmpty()) {
      return json;
    }
    byte[] blanked = json.clone();
    for (Span span : spans) {
      Arrays.fill(blanked, span.from, span.to, (byte) ' ');
    }
    return blanked;
  }

  private record Span(int from, int to) {}

  private final class Members {
    private final Map<String, Integer> latest = new HashMap<>();
    private final List<Integer> starts = new ArrayList<>();

    private void add(String name, int start) {
      starts.add(start);
      Integer earlier = latest.put(name, starts.size() - 1);
      if (earlier != null) {
        spans.add(new Span(starts.get(earlier), starts.get(earlier + 1)));
      }
    }
  }
}
