package io.sluice.bootstrap.config;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes docs/configuration.md from the comments of the modules' {@code reference.conf}. */
public final class ReferencePage {
  private static final String HEAD =
      """
      # Configuration

      <!-- Generated from the reference.conf files. To write it anew:
           mvn -Dquick -pl bootstrap -am test -Dtest=ReferencePageTest -Dsurefire.failIfNoSpecifiedTests=false -Dsluice.docs.update=true -->

      `sluice run --config FILE` reads [HOCON](https://github.com/lightbend/config/blob/main/HOCON.md), of
      which JSON is a part. What is not set has the default below. From strong to weak:

      1. `--set key=value` on the command line,
      2. an environment variable: the key in upper case with `.` and `-` as `_`
         (`SLUICE_FLUSH_MAX_AGE=5s`); a secret also as `…_FILE`, which names a file that holds it,
      3. the file,
      4. the default.

      On the command line and in the environment a list is `a,b` or `[a, b]`; commas in brackets and in
      quotes do not separate (`SLUICE_SCHEMA_COLUMNS='id long, price decimal(10,2)'`).

      A key that does not exist is an error, an environment variable that fits no key only a warning.
      Durations and sizes have units: `500 ms`, `10 s`, `5 minutes`; `64 KiB`, `128 MiB`, `1 GiB`. Keys
      marked *free-form* take any key below them, passed on as it is; as an environment variable, the part
      below is in upper case with `.` as `_` (`SLUICE_KAFKA_PROPERTIES_SECURITY_PROTOCOL`). A variable
      cannot name fields (`sluice.schema.timestamp-units`), and of table properties only the known
      `delta.*` ones (`SLUICE_TABLE_PROPERTIES_DELTA_CHECKPOINTINTERVAL`) and those in small letters.

      `sluice config print` shows what is in force, with secrets masked; `sluice validate` checks it.
      """;

  private final KeyCatalog catalog;

  public ReferencePage(KeyCatalog catalog) {
    this.catalog = catalog;
  }

  /** The page, as Markdown. */
  public String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    groups().forEach((group, keys) -> section(page, group, keys));
    return page.toString();
  }

  private Map<String, List<KeyCatalog.Key>> groups() {
    Map<String, List<KeyCatalog.Key>> groups = new TreeMap<>();
    for (KeyCatalog.Key key : catalog.keys()) {
      groups.computeIfAbsent(group(key), unused -> new ArrayList<>()).add(key);
    }
    groups
        .values()
        .forEach(
            keys ->
                keys.sort(
                    Comparator.comparingInt(ReferencePage::line)
                        .thenComparing(KeyCatalog.Key::path)));
    return groups;
  }

  /** {@code sluice.kafka} for everything below it, {@code sluice} for what stands alone. */
  private static String group(KeyCatalog.Key key) {
    String[] segments = key.path().split("\\.", -1);
    return segments.length < 3 ? segments[0] : segments[0] + "." + segments[1];
  }

  private static int line(KeyCatalog.Key key) {
    return key.defaultValue().origin().lineNumber();
  }

  private void section(StringBuilder page, String group, List<KeyCatalog.Key> keys) {
    page.append("\n## ").append(group).append("\n\n");
    String description = group.equals(KeyCatalog.ROOT) ? "" : catalog.groupDescription(group);
    if (!description.isEmpty()) {
      page.append(description).append("\n\n");
    }
    page.append("| key | default | |\n|---|---|---|\n");
    for (KeyCatalog.Key key : keys) {
      page.append("| `")
          .append(key.path())
          .append("` | ")
          .append(defaultText(key))
          .append(" | ")
          .append(cell(key))
          .append(" |\n");
    }
  }

  private static String defaultText(KeyCatalog.Key key) {
    if (key.defaultValue().valueType() == ConfigValueType.NULL) {
      return "not set";
    }
    if (key.isFreeForm()) {
      return "*free-form*";
    }
    if (key.defaultValue().unwrapped() instanceof String text) {
      return text.isEmpty() ? "empty" : "`" + text + "`";
    }
    return "`" + key.defaultValue().render(ConfigRenderOptions.concise()) + "`";
  }

  private static String cell(KeyCatalog.Key key) {
    String text = key.description().replace("|", "\\|").replace("<", "&lt;");
    return key.isSecret() ? text + " *Secret.*" : text;
  }
}
