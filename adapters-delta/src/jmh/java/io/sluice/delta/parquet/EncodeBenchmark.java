package io.sluice.delta.parquet;

import com.typesafe.config.ConfigFactory;
import io.sluice.domain.column.ColumnBatch;
import io.sluice.domain.table.ColumnStatistics;
import io.sluice.ports.jmh.Visit;
import io.sluice.ports.jmh.Visits;
import io.sluice.ports.out.ObjectStore.ObjectWriter;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** From columns to the bytes of one data file, which go nowhere. */
@State(Scope.Thread)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(EncodeBenchmark.EVENTS)
public class EncodeBenchmark {
  /** About what one of four lanes has of a segment of 128 MiB. */
  static final int EVENTS = 70_000;

  private static final int ZSTD_LEVEL = 1;
  private static final ParquetConfig CONFIG =
      new ParquetConfig(Compression.ZSTD, ZSTD_LEVEL, 128L << 20, 1 << 20);

  private final PageCompressor zstd = Compression.ZSTD.open(ZSTD_LEVEL);
  private final PageCompressor none = Compression.NONE.open(ZSTD_LEVEL);
  private ColumnBatch rows;
  private List<ColumnDescriptor> columns;
  private List<PageBuffer> pages;

  /** Makes the rows and their pages, once for all iterations. */
  @Setup
  public void prepare() throws IOException {
    rows =
        Visit.rows(
            Visit.schema(
                ConfigFactory.parseFile(new File("deploy/schema/analytics-events.conf"))
                    .getStringList("sluice.schema.columns")),
            Visits.first(EVENTS));
    columns = ParquetSchema.of(rows.schema()).getColumns();
    Recorder recorder = new Recorder();
    new ParquetFile(rows, CONFIG, recorder).writeTo(new Nowhere());
    pages = recorder.pages;
  }

  /** Gives the native memory back. */
  @TearDown
  public void close() {
    zstd.close();
    none.close();
  }

  /** All of it: dictionaries, pages, zstd, checksums, statistics, footer. */
  @Benchmark
  public List<ColumnStatistics> file() throws IOException {
    return write(zstd);
  }

  /** The same without compression. */
  @Benchmark
  public List<ColumnStatistics> pages() throws IOException {
    return write(none);
  }

  private List<ColumnStatistics> write(PageCompressor compressor) throws IOException {
    ParquetFile file = new ParquetFile(rows, CONFIG, compressor);
    return FileStatistics.of(rows, file.writeTo(new Nowhere()).statistics());
  }

  /** Dictionaries alone: which values there are, and which of them each row has. */
  @Benchmark
  public void dictionaries(Blackhole blackhole) throws IOException {
    Dictionaries dictionaries = new Dictionaries();
    int[] next = {0};
    new ColumnShredder(
            (type, values, levels) -> {
              ColumnDescriptor column = columns.get(next[0]++);
              Optional<ValueDictionary> dictionary =
                  LeafColumn.of(column.getPrimitiveType(), values).dictionary(dictionaries);
              if (dictionary.isPresent()) {
                int[] present = levels.isComplete() ? levels.indexes() : present(levels);
                blackhole.consume(dictionary.get().build(present, present.length));
              }
            })
        .shred(rows, 0, rows.rows());
  }

  private static int[] present(Levels levels) {
    return IntStream.range(0, levels.count())
        .filter(levels::isPresent)
        .map(levels::index)
        .toArray();
  }

  /** The file's pages, compressed once more. */
  @Benchmark
  public void compression(Blackhole blackhole) throws IOException {
    for (PageBuffer page : pages) {
      blackhole.consume(zstd.compress(page));
    }
  }

  /** Keeps the pages that it is to compress. */
  private static final class Recorder implements PageCompressor {
    private final List<PageBuffer> pages = new ArrayList<>();

    @Override
    public CompressionCodecName codec() {
      return CompressionCodecName.UNCOMPRESSED;
    }

    @Override
    public BytesInput compress(PageBuffer page) {
      PageBuffer copy = new PageBuffer();
      copy.write(page.array(), 0, page.size());
      pages.add(copy);
      return BytesInput.from(page.array(), 0, page.size());
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  /** Takes bytes and forgets them: a disk would be measured instead. */
  private static final class Nowhere extends ObjectWriter {
    @Override
    public void write(int unit) {
      // forgotten
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      // forgotten
    }

    @Override
    public void close() {
      // Nothing is held.
    }

    @Override
    public void abort() {
      // Nothing is held.
    }
  }
}
