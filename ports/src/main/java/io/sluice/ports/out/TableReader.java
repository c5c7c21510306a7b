package io.sluice.ports.out;

import io.sluice.domain.commit.LogEntry;
import io.sluice.domain.commit.Progress;
import io.sluice.domain.table.Location;
import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import io.sluice.domain.table.TimeRange;
import java.io.IOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Reads tables for people. Every method throws a {@link io.sluice.domain.error.SluiceException}:
 * {@code CONFIGURATION} when there is no table or no such version or column, {@code STORAGE} when
 * it is damaged.
 */
public interface TableReader {
  /** The newest version, or the given one. */
  TableDescription describe(Location table, OptionalLong version) throws IOException;

  /**
   * The rows of a version, file by file.
   *
   * @param columns names of columns to return, in that order; empty for all
   */
  Rows read(Location table, OptionalLong version, List<String> columns) throws IOException;

  /**
   * The rows of those files of the newest version that can hold one of the range, going by the
   * minimum and maximum that the log names for each. It leaves out files, not rows: a file's rows
   * outside of the range come, too, and so do all rows of a file that has no such statistics.
   *
   * @param columns names of columns to return, in that order; empty for all
   */
  Rows readAround(Location table, TimeRange range, List<String> columns) throws IOException;

  /**
   * The rows that one version added, file by file: for whoever follows a table and has read what
   * came before. Rows of files that only replace others, as compaction does, are not among them.
   *
   * @param columns names of columns of the newest version, in that order; empty for all
   * @throws io.sluice.domain.error.SluiceException also {@code CONFIGURATION} when the version's
   *     entry is no longer in the log
   */
  Rows readAdded(Location table, TableVersion version, List<String> columns) throws IOException;

  /** Hands over every entry that is still in the log, oldest first. */
  void history(Location table, Consumer<LogEntry> consumer) throws IOException;

  /**
   * Live data files that are not in the store, or not of the size that the log says; and those of
   * the objects that are not there.
   *
   * @param objects paths below the table
   */
  List<String> missingFiles(Location table, Collection<String> objects) throws IOException;

  /**
   * What a version holds.
   *
   * @param bytes of all its data files
   */
  record TableDescription(
      Location location,
      TableVersion version,
      int minReaderVersion,
      int minWriterVersion,
      TableDefinition definition,
      long files,
      long rows,
      long bytes,
      Progress progress) {}

  /**
   * Rows of a table. A value is null, a Boolean, Long, Double, BigDecimal, String, {@code byte[]},
   * {@code java.time.Instant}, {@code java.time.LocalDate}, a List, or a Map with String keys (both
   * for maps and structs).
   */
  interface Rows extends Iterator<List<Object>>, AutoCloseable {
    List<String> columns();

    @Override
    void close() throws IOException;
  }
}
