package io.sluice.delta.log;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What keeps Sluice from writing a table, apart from its columns. */
public final class Writability {
  /** Makes a table forget offsets of partitions that were idle for a while. */
  public static final String TRANSACTION_RETENTION = "delta.setTransactionRetentionDuration";

  private static final int READER_VERSION = 1;
  private static final int WRITER_VERSION = 2;

  private Writability() {}

  /** Why a table of this protocol cannot be written, if it cannot. */
  public static Optional<String> obstacle(long readerVersion, long writerVersion) {
    if (readerVersion <= READER_VERSION && writerVersion <= WRITER_VERSION) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            "the table's protocol is (reader %d, writer %d), Sluice writes (reader %d, writer %d)",
            readerVersion, writerVersion, READER_VERSION, WRITER_VERSION));
  }

  /** Why a table with these properties cannot be written, if it cannot. */
  public static Optional<String> obstacle(Map<String, String> properties) {
    if (properties.containsKey(TRANSACTION_RETENTION)) {
      return Optional.of(
          "the table's property "
              + TRANSACTION_RETENTION
              + " makes it forget the offsets of idle partitions, and with them what is stored");
    }
    return Stream.of(Retention.LOG, Retention.DELETED_FILES)
        .filter(name -> Retention.isTooLong(properties.getOrDefault(name, "")))
        .findFirst()
        .map(name -> "the table's property " + name + " " + Retention.tooLong(properties.get(name)))
        .or(() -> IndexedColumns.obstacle(properties));
  }
}
