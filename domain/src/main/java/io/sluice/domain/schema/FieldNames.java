package io.sluice.domain.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a column may be called: Delta compares names without case and forbids some characters. */
public final class FieldNames {
  private static final String ILLEGAL = " ,;{}()\n\t=";

  private FieldNames() {}

  /** Whether a plain Delta table (no column mapping) can have a column of this name. */
  public static boolean isLegal(String name) {
    if (name.isEmpty()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (ILLEGAL.indexOf(name.charAt(i)) >= 0 || Character.isISOControl(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** The form in which two names are the same column. */
  public static String canonical(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  static void requireUnique(List<Field> fields) {
    Map<String, String> seen = new HashMap<>();
    for (Field field : fields) {
      String earlier = seen.put(canonical(field.name()), field.name());
      if (earlier != null) {
        throw new IllegalArgumentException(
            "columns " + earlier + " and " + field.name() + " are the same to a Delta table");
      }
    }
  }
}
