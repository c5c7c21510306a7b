package io.sluice.delta.standalone;

import com.typesafe.config.ConfigFactory;
import io.sluice.delta.fixture.FolderBackend;
import io.sluice.delta.fixture.SystemTime;
import io.sluice.delta.parquet.Compression;
import io.sluice.delta.parquet.ParquetConfig;
import io.sluice.delta.parquet.ParquetDataFileWriter;
import io.sluice.domain.commit.CommitIdentity;
import io.sluice.domain.commit.CommitRecord;
import io.sluice.domain.commit.Committable;
import io.sluice.domain.commit.PartitionCommit;
import io.sluice.domain.record.Gaps;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.DataFile;
import io.sluice.domain.table.Location;
import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import io.sluice.ports.fake.InMemoryObjects;
import io.sluice.ports.jmh.Visit;
import io.sluice.ports.jmh.Visits;
import io.sluice.ports.out.CommitOutcome;
import io.sluice.ports.out.TableLog;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Commits to a table in a local folder that has so many versions already: as many as bring two
 * checkpoints, each of a segment of 128 MiB in four files. Every iteration begins with the same
 * table.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(CommitBenchmark.COMMITS * CommitBenchmark.EVENTS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 10)
@Measurement(iterations = 10)
public class CommitBenchmark {
  /** As many events as 128 MiB have, about. */
  static final int EVENTS = 280_000;

  static final int COMMITS = 20;

  private static final int PARTITIONS = 4;
  private static final int SAMPLE = 10_000;

  /** Versions that the table has. */
  @Param({"100", "1000"})
  public int versions;

  private final TableSchema schema =
      Visit.schema(
          ConfigFactory.parseFile(new File("deploy/schema/analytics-events.conf"))
              .getStringList("sluice.schema.columns"));
  private Path folder;
  private DataFile sample;
  private TableLog log;
  private TableVersion version;

  /** Makes the table, once for all iterations. */
  @Setup
  public void create() throws IOException {
    folder = Files.createTempDirectory("sluice-commit");
    sample =
        new ParquetDataFileWriter(
                new InMemoryObjects(),
                Location.parse("memory:///table"),
                new ParquetConfig(Compression.ZSTD, 1, 128L << 20, 1 << 20),
                new SystemTime())
            .write(
                Visit.rows(schema, Visits.first(SAMPLE)),
                new CommitIdentity(new UUID(0, 0)),
                0,
                List.of())
            .get(0);
    open("original");
    commit(beginning(), Optional.of(new TableDefinition(schema, List.of(), Map.of())));
    for (int i = 1; i < versions; i++) {
      commit(rows(), Optional.empty());
    }
    log.close();
  }

  /** Copies the table, and opens the copy. */
  @Setup(Level.Iteration)
  public void copy() throws IOException {
    Path log = Path.of("_delta_log");
    Path original = folder.resolve("original").resolve(log);
    Path copy = folder.resolve("copy").resolve(log);
    delete(folder.resolve("copy"));
    Files.createDirectories(copy);
    try (Stream<Path> entries = Files.list(original)) {
      for (Path entry : entries.toList()) {
        Files.copy(entry, copy.resolve(entry.getFileName()));
      }
    }
    open("copy");
  }

  private void open(String table) throws IOException {
    log =
        new StandaloneTableLog(
            new FolderBackend().everywhere(), Location.of(folder.resolve(table)), new SystemTime());
    version = log.open().version();
  }

  /** Nobody else commits. */
  @Benchmark
  public TableVersion segment() {
    for (int i = 0; i < COMMITS; i++) {
      commit(rows(), Optional.empty());
    }
    return version;
  }

  private void commit(Committable committable, Optional<TableDefinition> definition) {
    CommitOutcome outcome = log.tryCommit(version, committable, definition);
    if (!outcome.equals(new CommitOutcome.Committed(version.next()))) {
      throw new IllegalStateException("nobody else commits, but: " + outcome);
    }
    version = version.next();
  }

  private Committable beginning() {
    return new Committable(
        record(
            IntStream.range(0, PARTITIONS)
                .mapToObj(number -> PartitionCommit.beginning(partition(number), 0))
                .toList()),
        List.of(),
        schema);
  }

  private Committable rows() {
    long each = EVENTS / PARTITIONS;
    OffsetRange range = new OffsetRange((version.number()) * each, (version.number() + 1) * each);
    CommitRecord record =
        record(
            IntStream.range(0, PARTITIONS)
                .mapToObj(
                    number ->
                        new PartitionCommit(partition(number), false, range, each, 0, Gaps.NONE))
                .toList());
    List<DataFile> files =
        IntStream.range(0, PARTITIONS).mapToObj(lane -> file(record, lane, each)).toList();
    return new Committable(record, files, schema);
  }

  private static CommitRecord record(List<PartitionCommit> partitions) {
    return new CommitRecord(
        new CommitIdentity(UUID.randomUUID()), "visits", partitions, Optional.empty());
  }

  private static SourcePartition partition(int number) {
    return new SourcePartition("cluster", "visits", "topic-id", number);
  }

  private DataFile file(CommitRecord record, int lane, long rows) {
    return new DataFile(
        "part-0000" + lane + "-" + record.id() + "-0.c000.zstd.parquet",
        sample.sizeBytes() * rows / SAMPLE,
        sample.modifiedAtMillis(),
        rows,
        sample.partitionValues(),
        sample.columns());
  }

  /** Lets the copy go. */
  @TearDown(Level.Iteration)
  public void close() {
    log.close();
  }

  /** Removes what was made. */
  @TearDown
  public void remove() throws IOException {
    delete(folder);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
