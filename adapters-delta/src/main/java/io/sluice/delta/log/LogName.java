package io.sluice.delta.log;

import io.sluice.domain.table.Location;
import java.util.Locale;
import java.util.regex.Pattern;

/** The name of an object in a log folder. */
record LogName(String text) {
  static final String FOLDER = "_delta_log";
  private static final Pattern ENTRY = Pattern.compile("\\d{20}\\.json");
  private static final Pattern CHECKPOINT = Pattern.compile("\\d{20}\\.checkpoint\\..*");
  private static final int DIGITS = 20;

  static LogName of(Location object) {
    String path = object.uri().getPath();
    return new LogName(path.substring(path.lastIndexOf('/') + 1));
  }

  static LogName ofEntry(long version) {
    return new LogName(String.format(Locale.ROOT, "%020d.json", version));
  }

  boolean isEntry() {
    return ENTRY.matcher(text).matches();
  }

  boolean isCheckpoint() {
    return CHECKPOINT.matcher(text).matches();
  }

  boolean isParquetCheckpoint() {
    return isCheckpoint() && text.endsWith(".parquet");
  }

  /** Of an entry or a checkpoint. */
  long version() {
    return Long.parseLong(text.substring(0, DIGITS));
  }
}
