package io.sluice.delta.parquet;

import io.sluice.domain.table.PartitionValues;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.StringJoiner;

/**
 * The folder of a data file, in the form that Hive began and Spark keeps: {@code day=2013-01-01/}.
 * To a Delta table it is only a name, so one that no store could hold gives way to a digest.
 */
final class PartitionPath {
  private static final String NULL = "__HIVE_DEFAULT_PARTITION__";
  private static final String ESCAPED = "\"#%'*/:=?\\{[]^\u007F";
  private static final int MAX_SEGMENT_BYTES = 255;
  private static final int MAX_FOLDER_BYTES = 512;

  private PartitionPath() {}

  /** Ends with a slash; empty where there is no partition column. */
  static String of(PartitionValues partition) {
    StringJoiner folder = new StringJoiner("/");
    boolean tooLong = false;
    for (int i = 0; i < partition.columns().size(); i++) {
      String segment = segment(partition.columns().get(i), partition.values().get(i));
      tooLong |= bytes(segment).length > MAX_SEGMENT_BYTES;
      folder.add(segment);
    }
    String path = folder.toString();
    if (path.isEmpty()) {
      return "";
    }
    return (tooLong || bytes(path).length > MAX_FOLDER_BYTES ? digest(path) : path) + "/";
  }

  private static String segment(String column, String value) {
    return escape(column) + "=" + (value == null ? NULL : escape(value));
  }

  /**
   * As Spark does; also the characters NUL and, at the end, the point: stores forbid them there.
   */
  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean lastPoint = c == '.' && i == text.length() - 1;
      if (c < ' ' || ESCAPED.indexOf(c) >= 0 || lastPoint) {
        escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static String digest(String path) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes(path));
      return "sha256-" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
