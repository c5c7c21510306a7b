package io.sluice.bootstrap.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A key that is set by a text from outside of the file: a variable or an argument. */
record Setting(List<String> segments, boolean isList) {
  /** Below a free-form key, everything that follows is one key, whatever dots it has. */
  static Setting of(KeyCatalog catalog, String path) {
    return catalog
        .freeFormAbove(path)
        .map(
            freeForm -> {
              List<String> segments = new ArrayList<>(segments(freeForm.path()));
              segments.add(unquoted(path.substring(freeForm.path().length() + 1)));
              return new Setting(segments, false);
            })
        .orElseGet(
            () ->
                new Setting(
                    segments(path), catalog.find(path).map(KeyCatalog.Key::isList).orElse(false)));
  }

  private static List<String> segments(String path) {
    return Arrays.asList(path.split("\\.", -1));
  }

  private static String unquoted(String key) {
    boolean isQuoted = key.length() > 1 && key.startsWith("\"") && key.endsWith("\"");
    return isQuoted ? key.substring(1, key.length() - 1) : key;
  }

  String path() {
    return String.join(".", segments);
  }

  boolean isSecret() {
    return Secrets.isSecret(path());
  }

  Config toConfig(String text, String origin) {
    Object value = isList ? ListText.items(text) : text;
    // Not Config.withValue(): the groups around the value would have an origin that says nothing.
    int last = segments.size() - 1;
    ConfigObject object = ConfigValueFactory.fromMap(Map.of(segments.get(last), value), origin);
    for (int i = last - 1; i >= 0; i--) {
      object = ConfigValueFactory.fromMap(Map.of(segments.get(i), object), origin);
    }
    return object.toConfig();
  }
}
