package io.sluice.bootstrap.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Refuses keys that nobody would read: most of them are typing errors. */
final class KeyCheck {
  private final KeyCatalog catalog;

  KeyCheck(KeyCatalog catalog) {
    this.catalog = catalog;
  }

  void check(ConfigObject root) {
    List<Unknown> unknown = new ArrayList<>();
    collect("", root, unknown);
    unknown.sort(
        Comparator.comparingInt((Unknown key) -> key.value().origin().lineNumber())
            .thenComparing(Unknown::path));
    if (!unknown.isEmpty()) {
      throw fault(unknown.get(0), unknown.size() - 1);
    }
  }

  private void collect(String parent, ConfigObject object, List<Unknown> unknown) {
    object.forEach(
        (name, value) -> {
          String path = parent.isEmpty() ? name : parent + "." + name;
          if (catalog.isGroup(path)) {
            collect(path, requireObject(path, value), unknown);
          } else if (catalog.find(path).isEmpty()) {
            unknown.add(new Unknown(path, value));
          } else if (catalog.find(path).get().isFreeForm()) {
            requireObject(path, value);
          }
        });
  }

  private static ConfigObject requireObject(String path, ConfigValue value) {
    if (value instanceof ConfigObject object) {
      return object;
    }
    throw new SluiceException(
        ErrorCode.CONFIGURATION,
        "Cannot use %s (%s): it is a group of keys, not a %s"
            .formatted(path, ConfigFaults.describe(value.origin()), word(value.valueType())),
        "write " + path + " { … }");
  }

  private static String word(ConfigValueType type) {
    return type == ConfigValueType.STRING ? "text" : type.name().toLowerCase(java.util.Locale.ROOT);
  }

  private SluiceException fault(Unknown key, int more) {
    String others = more == 0 ? "" : " (and " + more + " more like it)";
    String hint =
        Suggestions.closest(key.path(), catalog.paths())
            .map(meant -> "did you mean " + meant + "?")
            .orElse("\"sluice config print\" shows every key");
    return new SluiceException(
        ErrorCode.CONFIGURATION,
        "Cannot use key %s (%s): there is no such key%s"
            .formatted(key.path(), ConfigFaults.describe(key.value().origin()), others),
        hint);
  }

  private record Unknown(String path, ConfigValue value) {}
}
