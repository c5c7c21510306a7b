package io.sluice.delta.log;

import io.sluice.domain.table.ColumnStatistics;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The columns of which a table keeps statistics, by its own properties: the ones it names, or else
 * as many as it says from the first on, counted as Delta counts them: a struct as its fields, a
 * list or a map as one.
 */
public final class IndexedColumns {
  public static final String COUNT = "delta.dataSkippingNumIndexedCols";
  public static final String NAMES = "delta.dataSkippingStatsColumns";

  private static final int DEFAULT_COUNT = 32;
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-1|\\d{1,9}");
  private static final Pattern PLAIN_NAME = Pattern.compile("[^`,.]+(\\.[^`,.]+)*");
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  private final int count;
  private final Optional<List<String>> names;

  private IndexedColumns(int count, Optional<List<String>> names) {
    this.count = count;
    this.names = names;
  }

  /** Reads properties that {@link #obstacle} has nothing against. */
  public static IndexedColumns of(Map<String, String> properties) {
    int count = Integer.parseInt(properties.getOrDefault(COUNT, "" + DEFAULT_COUNT).strip());
    return new IndexedColumns(
        count < 0 ? Integer.MAX_VALUE : count,
        Optional.ofNullable(properties.get(NAMES)).map(IndexedColumns::split));
  }

  /** Why the properties cannot be followed, if they cannot. */
  public static Optional<String> obstacle(Map<String, String> properties) {
    String count = properties.getOrDefault(COUNT, "0").strip();
    if (!WHOLE_NUMBER.matcher(count).matches()) {
      return Optional.of(
          COUNT + " = '" + count + "' is no number of columns such as 32, or -1 for all");
    }
    String names = properties.getOrDefault(NAMES, "");
    if (!split(names).stream().allMatch(name -> PLAIN_NAME.matcher(name).matches())) {
      return Optional.of(
          NAMES + " = '" + names + "' is no list such as 'a, b.c' of names without quotes");
    }
    return Optional.empty();
  }

  List<ColumnStatistics> select(List<ColumnStatistics> columns) {
    return names
        .map(wanted -> columns.stream().filter(column -> isNamed(column, wanted)).toList())
        .orElseGet(() -> columns.stream().limit(count).toList());
  }

  /** A struct stands for all its fields. */
  private static boolean isNamed(ColumnStatistics column, List<String> wanted) {
    String path = lowerCase(String.join(".", column.path()));
    return wanted.stream().anyMatch(name -> path.equals(name) || path.startsWith(name + "."));
  }

  private static List<String> split(String names) {
    return names.isBlank() ? List.of() : Arrays.asList(COMMA.split(lowerCase(names.strip()), -1));
  }

  private static String lowerCase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
