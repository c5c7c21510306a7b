import com.google.inject.Guice;
import com.typesafe.config.Config;
import io.sluice.bootstrap.config.ConfigLoader;
import io.sluice.bootstrap.config.KeyCatalog;
import io.sluice.bootstrap.runtime.SystemClock;
import io.sluice.delta.standalone.StandaloneTableLog;
import io.sluice.domain.commit.CommitIdentity;
import io.sluice.domain.commit.CommitRecord;
import io.sluice.domain.commit.Committable;
import io.sluice.domain.commit.PartitionCommit;
import io.sluice.domain.commit.TableView;
import io.sluice.domain.record.Gaps;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.ColumnStatistics;
import io.sluice.domain.table.DataFile;
import io.sluice.domain.table.Location;
import io.sluice.domain.table.PartitionValues;
import io.sluice.domain.table.StatisticValue;
import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import io.sluice.ports.out.CommitOutcome;
import io.sluice.ports.out.StorageBackends;
import io.sluice.ports.out.TableLog;
import io.sluice.storage.StorageConfig;
import io.sluice.storage.StorageModule;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Drives Sluice's own commit path, without Kafka and without data: every commit passes offsets of 30
 * partitions and names files that would hold their rows, with statistics of the columns that the
 * platform's events have. Storage settings come from the environment, as they do for Sluice.
 *
 * <pre>
 * CommitGrowth write TABLE COMMITS FILES COMMITS_CSV HEAP_CSV   a new table; FILES per commit
 * CommitGrowth open TABLE                                       opens one and commits once more
 * </pre>
 *
 * The heap is looked at twice: at once, when a checkpoint that has just begun may hold the table's
 * files, and as the least of what follows within about two seconds, when it has been written.
 */
final class CommitGrowth {
  private static final int PARTITIONS = 30;
  private static final int ROWS_PER_PARTITION = 1_000;
  private static final int FILE_BYTES = 2_500_000;
  private static final int WARM_UP = 300;
  private static final int COMMITS_PER_HEAP = 500;
  private static final int LOOKS = 10;
  private static final int MILLIS_PER_LOOK = 150;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final long MEBIBYTE = 1 << 20;
  private static final List<String> TEXTS =
      List.of("event_id", "event_type", "user_id", "session_id", "page_url", "country", "device");
  private static final TableSchema SCHEMA =
      TableSchema.of(
          Stream.concat(
                  TEXTS.stream().map(name -> Field.nullable(name, PrimitiveType.STRING)),
                  Stream.of(Field.nullable("value", PrimitiveType.DOUBLE)))
              .toArray(Field[]::new));

  private CommitGrowth() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (StorageBackends backends = backends()) {
      if (arguments[0].equals("open")) {
        try (TableLog log = log(backends, arguments[1])) {
          open(log);
        }
        return;
      }
      // Else the first commits would be slow for another reason than the table's size, and its
      // growth would look harmless.
      try (TableLog log = log(backends, arguments[1] + "-warming-up")) {
        write(log, WARM_UP, 1, "/dev/null", "/dev/null");
      }
      try (TableLog log = log(backends, arguments[1])) {
        int commits = Integer.parseInt(arguments[2]);
        write(log, commits, Integer.parseInt(arguments[3]), arguments[4], arguments[5]);
      }
    }
  }

  private static TableLog log(StorageBackends backends, String folder) {
    return new StandaloneTableLog(backends, Location.of(Path.of(folder)), new SystemClock());
  }

  private static StorageBackends backends() {
    Config config =
        new ConfigLoader(KeyCatalog.ofClassPath(), System.getenv())
            .load(Optional.empty(), List.of())
            .config();
    return Guice.createInjector(new StorageModule(StorageConfig.from(config)))
        .getInstance(StorageBackends.class);
  }

  private static void write(
      TableLog log, int commits, int files, String commitsCsv, String heapCsv)
      throws IOException, InterruptedException {
    if (log.open().version().exists()) {
      throw new IllegalStateException("there is a table already");
    }
    TableDefinition definition = new TableDefinition(SCHEMA, List.of(), Map.of());
    TableVersion version = commit(log, TableVersion.NONE, beginning(), Optional.of(definition));
    try (PrintWriter times = new PrintWriter(commitsCsv);
        PrintWriter heap = new PrintWriter(heapCsv)) {
      times.println("commit,ms");
      heap.println("commit,MiB at once,MiB between checkpoints");
      for (int number = 1; number <= commits; number++) {
        Committable rows = rows(number - 1L, files);
        long begun = System.nanoTime();
        version = commit(log, version, rows, Optional.empty());
        times.printf("%d,%.3f%n", number, (System.nanoTime() - begun) / NANOS_PER_MILLI);
        if (number % COMMITS_PER_HEAP == 0) {
          heap.printf("%d,%.2f,%.2f%n", number, usedHeap(), leastUsedHeap());
          heap.flush();
          System.err.printf("growth: %d of %d commits%n", number, commits);
        }
      }
    }
  }

  private static void open(TableLog log) throws IOException {
    long begun = System.nanoTime();
    TableView view = log.open();
    double opened = (System.nanoTime() - begun) / NANOS_PER_MILLI;
    long offset = view.progress().offsets().values().iterator().next();
    commit(log, view.version(), rows(offset / ROWS_PER_PARTITION, 1), Optional.empty());
    System.out.printf(
        "version=%s open=%.1f both=%.1f%n",
        view.version(), opened, (System.nanoTime() - begun) / NANOS_PER_MILLI);
  }

  private static TableVersion commit(
      TableLog log,
      TableVersion base,
      Committable committable,
      Optional<TableDefinition> definition) {
    CommitOutcome outcome = log.tryCommit(base, committable, definition);
    if (outcome instanceof CommitOutcome.Committed committed) {
      return committed.version();
    }
    throw new IllegalStateException("nobody else writes to this table, but: " + outcome);
  }

  private static double usedHeap() {
    // Twice: what the first one finds unreachable may be held by references that it only clears.
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / (double) MEBIBYTE;
  }

  private static double leastUsedHeap() throws InterruptedException {
    double least = Double.MAX_VALUE;
    for (int look = 0; look < LOOKS; look++) {
      Thread.sleep(MILLIS_PER_LOOK);
      least = Math.min(least, usedHeap());
    }
    return least;
  }

  private static SourcePartition partition(int number) {
    return new SourcePartition("bench-cluster", "bench", "bench-topic-id", number);
  }

  private static Committable beginning() {
    List<PartitionCommit> partitions =
        IntStream.range(0, PARTITIONS)
            .mapToObj(number -> PartitionCommit.beginning(partition(number), 0))
            .toList();
    return new Committable(record(partitions), List.of(), SCHEMA);
  }

  private static Committable rows(long number, int files) {
    OffsetRange range =
        new OffsetRange(number * ROWS_PER_PARTITION, (number + 1) * ROWS_PER_PARTITION);
    List<PartitionCommit> partitions =
        IntStream.range(0, PARTITIONS)
            .mapToObj(
                each ->
                    new PartitionCommit(
                        partition(each), false, range, ROWS_PER_PARTITION, 0, Gaps.NONE))
            .toList();
    CommitRecord record = record(partitions);
    List<DataFile> named =
        IntStream.range(0, files).mapToObj(file -> dataFile(record, file, files)).toList();
    return new Committable(record, named, SCHEMA);
  }

  private static CommitRecord record(List<PartitionCommit> partitions) {
    return new CommitRecord(
        new CommitIdentity(UUID.randomUUID()), "bench", partitions, Optional.empty());
  }

  private static DataFile dataFile(CommitRecord record, int number, int files) {
    List<ColumnStatistics> statistics = new ArrayList<>();
    for (String column : TEXTS) {
      statistics.add(
          new ColumnStatistics(
              List.of(column),
              Optional.of(new StatisticValue.Text(column + "-0000-" + record.id())),
              Optional.of(new StatisticValue.Text(column + "-ffff-" + record.id())),
              0));
    }
    statistics.add(
        new ColumnStatistics(
            List.of("value"),
            Optional.of(new StatisticValue.Real(0.5)),
            Optional.of(new StatisticValue.Real(499.25)),
            0));
    return new DataFile(
        "part-%05d-%s-0.c000.zstd.parquet".formatted(number, record.id()),
        FILE_BYTES,
        System.currentTimeMillis(),
        record.rows() / files,
        PartitionValues.NONE,
        statistics);
  }
}
