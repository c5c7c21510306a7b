package io.sluice.delta;

import io.sluice.delta.log.IndexedColumns;
import io.sluice.delta.log.Retention;
import io.sluice.delta.log.Writability;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which table properties a table may be created with. The engine takes any: one that names a
 * feature of a newer protocol would be written without the feature, and one whose value it cannot
 * read would fail each commit after the entry is in the log.
 */
final class TableProperties {
  /** Prefixes, in lower case, of properties that mean a protocol other than (1,2). */
  private static final List<String> NEWER_PROTOCOL =
      List.of(
          "delta.checkpointpolicy",
          "delta.columnmapping.",
          "delta.constraints.",
          "delta.coordinatedcommits.",
          "delta.enablechangedatafeed",
          "delta.enabledeletionvectors",
          "delta.enableicebergcompat",
          "delta.enableincommittimestamps",
          "delta.enablerowtracking",
          "delta.enabletypewidening",
          "delta.enablevariantshredding",
          "delta.feature.",
          "delta.identity.",
          "delta.incommittimestamp",
          "delta.minreaderversion",
          "delta.minwriterversion",
          "delta.rowtracking",
          "delta.universalformat.");

  private static final Pattern INTERVAL =
      Pattern.compile(
          "(interval +)?\\d{1,9} +(microsecond|millisecond|second|minute|hour|day|week)s?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern FLAG = Pattern.compile("true|false");
  private static final Map<String, Pattern> VALUES =
      Map.of(
          "delta.appendOnly",
          FLAG,
          "delta.checkpointInterval",
          Pattern.compile("[1-9]\\d{0,8}"),
          Retention.DELETED_FILES,
          INTERVAL,
          "delta.enableExpiredLogCleanup",
          FLAG,
          Retention.LOG,
          INTERVAL);

  private TableProperties() {}

  /** Why a table cannot be created with that property; empty when it can. */
  static Optional<String> objection(String name, String value) {
    String canonical = name.toLowerCase(Locale.ROOT);
    if (canonical.equalsIgnoreCase(Writability.TRANSACTION_RETENTION)) {
      return Writability.obstacle(Map.of(Writability.TRANSACTION_RETENTION, value));
    }
    Optional<String> unindexable = IndexedColumns.obstacle(Map.of(name, value));
    if (unindexable.isPresent()) {
      return unindexable;
    }
    if (NEWER_PROTOCOL.stream().anyMatch(canonical::startsWith)) {
      return Optional.of("it needs a newer protocol than Sluice writes (reader 1, writer 2)");
    }
    Pattern values = VALUES.get(name);
    if (values != null && !values.matcher(value).matches()) {
      return Optional.of("'" + value + "' is not " + describe(values));
    }
    return values == INTERVAL && Retention.isTooLong(value)
        ? Optional.of(Retention.tooLong(value))
        : Optional.empty();
  }

  private static String describe(Pattern values) {
    if (values == INTERVAL) {
      return "an interval such as 'interval 7 days'";
    }
    return values == FLAG ? "true or false" : "a number of commits such as 10";
  }
}
