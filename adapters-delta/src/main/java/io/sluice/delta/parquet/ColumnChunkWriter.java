package io.sluice.delta.parquet;

import java.io.IOException;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileWriter;

/**
 * Writes column chunks of one file, one after the other, from whole vectors: page by page, with a
 * dictionary where that is smaller. Page headers, checksums, indexes and the footer are Parquet's
 * own.
 */
final class ColumnChunkWriter implements AutoCloseable {
  private final ParquetFileWriter file;
  private final PageCompressor compressor;
  private final int pageBytes;
  private final int pageRows;
  private final LevelEncoder levelEncoder;
  private final Dictionaries dictionaries = new Dictionaries();
  private final PageBuffer page = new PageBuffer();
  private int[] scratch = new int[0];
  private int[] present = scratch;
  private int[] distinct = new int[0];

  ColumnChunkWriter(
      ParquetFileWriter file, PageCompressor compressor, ParquetProperties properties) {
    this.file = file;
    this.compressor = compressor;
    this.pageBytes = properties.getPageSizeThreshold();
    this.pageRows = properties.getPageRowCountLimit();
    this.levelEncoder = new LevelEncoder(properties.getAllocator());
  }

  /**
   * Writes one column chunk.
   *
   * @param values of the column
   * @param levels one slot per value or missing value
   */
  void write(ColumnDescriptor column, LeafColumn values, Levels levels) throws IOException {
    int count = present(levels);
    Optional<ValueDictionary> dictionary =
        count == 0
            ? Optional.empty()
            : values.dictionary(dictionaries).filter(each -> each.build(present, count));
    file.startColumn(column, levels.count(), compressor.codec());
    if (dictionary.isPresent()) {
      writeDictionaryPage(values, dictionary.get());
    }
    Part part = new Part(column, values, levels, dictionary.orElse(null));
    while (part.next()) {
      write(part);
    }
    file.endColumn();
  }

  /** Collects the indexes of the values that there are, and returns how many. */
  private int present(Levels levels) {
    if (levels.isComplete()) {
      present = levels.indexes();
      return levels.count();
    }
    if (scratch.length < levels.count()) {
      scratch = new int[levels.count()];
    }
    int count = 0;
    for (int slot = 0; slot < levels.count(); slot++) {
      if (levels.isPresent(slot)) {
        scratch[count++] = levels.index(slot);
      }
    }
    present = scratch;
    return count;
  }

  private void writeDictionaryPage(LeafColumn values, ValueDictionary dictionary)
      throws IOException {
    page.clear();
    values.putPlain(dictionary.firsts(), 0, dictionary.size(), page);
    file.writeDictionaryPage(
        new DictionaryPage(
            compressor.compress(page), page.size(), dictionary.size(), Encoding.PLAIN));
  }

  private void write(Part part) throws IOException {
    page.clear();
    if (part.column.getMaxRepetitionLevel() > 0) {
      putLevels(part.levels.repetitions(), part, part.column.getMaxRepetitionLevel());
    }
    if (part.column.getMaxDefinitionLevel() > 0) {
      putLevels(part.levels.definitions(), part, part.column.getMaxDefinitionLevel());
    }
    putValues(part);
    file.writeDataPage(
        part.slots(),
        page.size(),
        compressor.compress(page),
        statistics(part),
        part.rows,
        Encoding.RLE,
        Encoding.RLE,
        part.dictionary == null ? Encoding.PLAIN : Encoding.RLE_DICTIONARY);
  }

  private void putLevels(int[] levels, Part part, int max) throws IOException {
    if (part.levels.isComplete() && max <= LevelEncoder.MAX_IN_RUN) {
      levelEncoder.putRunWithLength(levels[part.fromSlot], part.slots(), page);
      return;
    }
    levelEncoder.putWithLength(levels, part.fromSlot, part.toSlot, bitWidth(max), page);
  }

  private void putValues(Part part) throws IOException {
    if (part.dictionary == null) {
      part.values.putPlain(present, part.fromValue, part.toValue, page);
    } else {
      int bitWidth = part.dictionary.bitWidth();
      page.write(bitWidth);
      levelEncoder.put(part.dictionary.ids(), part.fromValue, part.toValue, bitWidth, page);
    }
  }

  private Statistics<?> statistics(Part part) {
    Statistics<?> statistics = part.values.emptyStatistics();
    int count = part.toValue - part.fromValue;
    statistics.incrementNumNulls(part.slots() - count);
    if (count > 0 && part.dictionary == null) {
      part.values.summarize(present, part.fromValue, part.toValue, statistics);
    } else if (count > 0) {
      if (distinct.length < count) {
        distinct = new int[Math.max(count, pageRows)];
      }
      int values = part.dictionary.distinct(part.fromValue, part.toValue, part.number, distinct);
      part.values.summarize(distinct, 0, values, statistics);
    }
    return statistics;
  }

  private static int bitWidth(int max) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(max);
  }

  @Override
  public void close() {
    levelEncoder.close();
  }

  /** What goes into one page: whole rows, as many as the limits allow, one at least. */
  private final class Part {
    private final ColumnDescriptor column;
    private final LeafColumn values;
    private final Levels levels;
    private final ValueDictionary dictionary;
    private int number;
    private int rows;
    private int fromSlot;
    private int toSlot;
    private int fromValue;
    private int toValue;

    private Part(
        ColumnDescriptor column, LeafColumn values, Levels levels, ValueDictionary dictionary) {
      this.column = column;
      this.values = values;
      this.levels = levels;
      this.dictionary = dictionary;
    }

    private int slots() {
      return toSlot - fromSlot;
    }

    /** Goes on to the next page, if there is one. */
    private boolean next() {
      number++;
      rows = 0;
      fromSlot = toSlot;
      fromValue = toValue;
      if (levels.isComplete() && dictionary != null) {
        takeRows(pageBytes * (long) Byte.SIZE / Math.max(1, dictionary.bitWidth()));
      } else {
        takeSlots();
      }
      return fromSlot < toSlot;
    }

    /** Where all rows take the same. */
    private void takeRows(long fitting) {
      rows = (int) Math.min(Math.min(pageRows, fitting), levels.count() - fromSlot);
      toSlot += rows;
      toValue += rows;
    }

    private void takeSlots() {
      long bits = 0;
      while (toSlot < levels.count()) {
        if (levels.repetition(toSlot) == 0) {
          if (rows == pageRows || bits >= pageBytes * (long) Byte.SIZE) {
            break;
          }
          rows++;
        }
        if (levels.isPresent(toSlot)) {
          bits +=
              dictionary == null
                  ? values.bytes(present[toValue]) * (long) Byte.SIZE
                  : dictionary.bitWidth();
          toValue++;
        }
        toSlot++;
      }
    }
  }
}
