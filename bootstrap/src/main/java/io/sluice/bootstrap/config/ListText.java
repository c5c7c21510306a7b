package io.sluice.bootstrap.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * A list in one text, as variables and arguments have it: {@code a, b} or {@code [a, "b"]}. Commas
 * in brackets of any kind and in quotes are part of an item, as in {@code decimal(10,2)}.
 */
final class ListText {
  private static final String OPENING = "([{<";
  private static final String CLOSING = ")]}>";

  private final String text;
  private final List<String> items = new ArrayList<>();

  private ListText(String text) {
    this.text = text;
  }

  /** The items, without the blanks and the quotes around each; empty ones are none. */
  static List<String> items(String text) {
    String stripped = text.strip();
    String inside = isBracketed(stripped) ? stripped.substring(1, stripped.length() - 1) : stripped;
    ListText list = new ListText(inside);
    list.split();
    return list.items;
  }

  private void split() {
    int start = 0;
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isQuote(text, i)) {
        i = closingQuote(text, i);
      } else if (c == ',' && depth == 0) {
        add(text.substring(start, i));
        start = i + 1;
      } else {
        depth = Math.max(0, depth + step(c));
      }
    }
    add(text.substring(start));
  }

  private void add(String item) {
    String unquoted = unquoted(item.strip());
    if (!unquoted.isEmpty()) {
      items.add(unquoted);
    }
  }

  /** Whether the bracket that the text begins with is closed by its last character. */
  private static boolean isBracketed(String text) {
    if (!text.startsWith("[")) {
      return false;
    }
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      if (isQuote(text, i)) {
        i = closingQuote(text, i);
        continue;
      }
      depth += step(text.charAt(i));
      if (depth == 0) {
        return i == text.length() - 1;
      }
    }
    return false;
  }

  private static int step(char c) {
    if (OPENING.indexOf(c) >= 0) {
      return 1;
    }
    return CLOSING.indexOf(c) >= 0 ? -1 : 0;
  }

  /** Whether a quoted text begins there: an apostrophe inside of a word is none. */
  private static boolean isQuote(String text, int index) {
    char c = text.charAt(index);
    boolean insideWord = index > 0 && Character.isLetterOrDigit(text.charAt(index - 1));
    return (c == '"' || c == '\'') && !insideWord && closingQuote(text, index) > index;
  }

  /** Where it ends; its beginning where it does not. */
  private static int closingQuote(String text, int opening) {
    char quote = text.charAt(opening);
    for (int i = opening + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quote == '"') {
        i++;
      } else if (c == quote) {
        return i;
      }
    }
    return opening;
  }

  private static String unquoted(String item) {
    if (item.isEmpty() || !isQuote(item, 0) || closingQuote(item, 0) < item.length() - 1) {
      return item;
    }
    if (item.charAt(0) == '\'') {
      return item.substring(1, item.length() - 1);
    }
    try {
      Config quoted = ConfigFactory.parseString("item = " + item);
      return quoted.getString("item");
    } catch (ConfigException e) {
      return item.substring(1, item.length() - 1);
    }
  }
}
