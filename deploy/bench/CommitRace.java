import com.google.inject.Guice;
import com.typesafe.config.Config;
import io.sluice.bootstrap.config.ConfigLoader;
import io.sluice.bootstrap.config.KeyCatalog;
import io.sluice.bootstrap.runtime.SystemClock;
import io.sluice.delta.standalone.StandaloneTableLog;
import io.sluice.domain.commit.Backoff;
import io.sluice.domain.commit.CommitDecision;
import io.sluice.domain.commit.CommitIdentity;
import io.sluice.domain.commit.CommitRecord;
import io.sluice.domain.commit.CommitRules;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writers that commit to one table as Sluice's commit loop does, each every so often, for so long: what the simulation in
 * scale.py is held against. Without Kafka and without data. Storage settings come from the environment, as they do for
 * Sluice; every call to the store can be made slower by a time drawn from a distribution.
 *
 * <pre>
 * CommitRace create TABLE WRITERS
 * CommitRace run TABLE FIRST WRITERS AGE_MILLIS BEGIN_FILE SECONDS DELAYS TSV
 * </pre>
 *
 * <p>It warms up, makes TSV.ready and waits for BEGIN_FILE to say when the race begins, in ms since the epoch. DELAYS are {@code none} or {@code put=60/250,get=30/150,list=60/250}: p50/p99 in ms. A line of the TSV is a commit: when
 * it was sealed, when its attempts began and when it landed, in ms since BEGIN, how many conflicts it met, its version, how
 * many ms of it were neither back-off nor a call to the store, and how many objects its listings had. Beside it, with
 * .calls, one line per call: its kind and its ms. Those that were made for checkpoints have a kind of their own.
 */
final class CommitRace {
  /** As CommitLoop has it. */
  private static final Backoff CONFLICT_BACKOFF =
      new Backoff(Duration.ofMillis(20), Duration.ofSeconds(2));

  /** As Flow has it: segments that may wait for their commit. */
  private static final int MAX_IN_FLIGHT = 4;

  private static final int ROWS = 1_000;
  private static final int WARM_UP = 30;
  private static final List<String> TEXTS =
      List.of("event_id", "event_type", "user_id", "session_id", "page_url", "country", "device");
  private static final TableSchema SCHEMA =
      TableSchema.of(
          TEXTS.stream().map(name -> Field.nullable(name, PrimitiveType.STRING)).toArray(Field[]::new));

  private final CommitRules rules = new CommitRules(List.of(), Map.of());
  private final SystemClock clock = new SystemClock();
  private final Random random;
  private final int partition;
  private final DelayedStore.Calls calls;
  private final TableLog log;
  private TableView view;
  private int conflicts;
  private long slept;

  private CommitRace(StorageBackends backends, String table, int partition, Delays delays) {
    this.partition = partition;
    this.random = new Random(partition);
    this.calls = new DelayedStore.Calls(delays, random);
    this.log =
        new StandaloneTableLog(
            location -> new DelayedStore(backends.of(location), calls), Location.parse(table), clock);
  }

  public static void main(String[] arguments) throws Exception {
    try (StorageBackends backends = backends()) {
      if (arguments[0].equals("create")) {
        create(backends, arguments[1], Integer.parseInt(arguments[2]));
        return;
      }
      int first = Integer.parseInt(arguments[2]);
      int writers = Integer.parseInt(arguments[3]);
      Delays delays = Delays.parse(arguments[7]);
      warmUp(backends, arguments[1] + "-warming-up-" + first);
      Files.createFile(Path.of(arguments[8] + ".ready"));
      Schedule schedule =
          new Schedule(
              Long.parseLong(arguments[4]), begin(Path.of(arguments[5])), Long.parseLong(arguments[6]));
      List<String> lines = new ArrayList<>();
      List<Throwable> failures = new ArrayList<>();
      List<Thread> threads = new ArrayList<>();
      List<CommitRace> races = new ArrayList<>();
      for (int writer = first; writer < first + writers; writer++) {
        CommitRace race = new CommitRace(backends, arguments[1], writer, delays);
        races.add(race);
        Thread thread = new Thread(() -> race.run(schedule, lines, failures));
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      if (!failures.isEmpty()) {
        throw new IllegalStateException("a writer failed", failures.get(0));
      }
      try (PrintWriter out = new PrintWriter(arguments[8])) {
        lines.forEach(out::println);
      }
      try (PrintWriter out = new PrintWriter(arguments[8] + ".calls")) {
        races.forEach(race -> race.calls.writeTo(out));
      }
    }
  }

  private static long begin(Path file) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (!Files.exists(file)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("nobody has begun the race in two minutes");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return Long.parseLong(Files.readString(file));
  }

  /** A cold JVM would look like a slow store. */
  private static void warmUp(StorageBackends backends, String table) throws Exception {
    create(backends, table, 1);
    CommitRace race = new CommitRace(backends, table, 0, new Delays(Map.of()));
    try (race.log) {
      race.view = race.log.open();
      for (int number = 0; number < WARM_UP; number++) {
        race.commit(race.rows(number));
      }
    }
  }

  private static StorageBackends backends() {
    Config config =
        new ConfigLoader(KeyCatalog.ofClassPath(), System.getenv())
            .load(Optional.empty(), List.of())
            .config();
    return Guice.createInjector(new StorageModule(StorageConfig.from(config)))
        .getInstance(StorageBackends.class);
  }

  private static void create(StorageBackends backends, String table, int writers) throws IOException {
    List<PartitionCommit> beginnings =
        IntStream.range(0, writers)
            .mapToObj(number -> PartitionCommit.beginning(partition(number), 0))
            .toList();
    try (TableLog log =
        new StandaloneTableLog(backends, Location.parse(table), new SystemClock())) {
      CommitOutcome outcome =
          log.tryCommit(
              log.open().version(),
              new Committable(record(beginnings), List.of(), SCHEMA),
              Optional.of(new TableDefinition(SCHEMA, List.of(), Map.of())));
      if (!(outcome instanceof CommitOutcome.Committed)) {
        throw new IllegalStateException("the table is to be new, but: " + outcome);
      }
    }
  }

  /**
   * When commits are due.
   *
   * @param age between two of one writer; 0 for as fast as can be
   * @param begin of the first writer's first
   */
  private record Schedule(long age, long begin, long seconds) {
    private long end() {
      return begin + TimeUnit.SECONDS.toMillis(seconds);
    }
  }

  private void run(Schedule schedule, List<String> lines, List<Throwable> failures) {
    try (log) {
      view = log.open();
      long sealed = schedule.begin() + (long) (random.nextDouble() * schedule.age());
      Deque<Long> landed = new ArrayDeque<>();
      for (int number = 0; true; number++) {
        sealed = Math.max(sealed, landed.size() < MAX_IN_FLIGHT ? 0 : landed.removeFirst());
        long wait = sealed - System.currentTimeMillis();
        if (sealed >= schedule.end() || System.currentTimeMillis() >= schedule.end()) {
          return;
        }
        if (wait > 0) {
          Thread.sleep(wait);
        }
        long begun = System.currentTimeMillis();
        calls.begin();
        conflicts = 0;
        slept = 0;
        TableVersion version = commit(rows(number));
        long now = System.currentTimeMillis();
        landed.addLast(now);
        String line =
            String.format(
                Locale.ROOT,
                "%d\t%d\t%d\t%d\t%s\t%d\t%d",
                sealed - schedule.begin(),
                begun - schedule.begin(),
                now - schedule.begin(),
                conflicts,
                version,
                now - begun - slept - calls.millis(),
                calls.listed());
        synchronized (lines) {
          lines.add(line);
        }
        sealed += schedule.age();
      }
    } catch (Exception | Error e) {
      synchronized (lines) {
        failures.add(e);
      }
    }
  }

  /** The steps of CommitLoop, where nothing fails. */
  private TableVersion commit(Committable next) throws Exception {
    while (true) {
      if (!(rules.decide(view, next) instanceof CommitDecision.Attempt attempt)) {
        throw new IllegalStateException("nobody else has this partition");
      }
      CommitOutcome outcome = log.tryCommit(view.version(), next, attempt.definition());
      if (outcome instanceof CommitOutcome.Committed committed) {
        view =
            new TableView(
                committed.version(),
                view.definition(),
                view.progress().with(next.record().transactions()),
                Optional.empty());
        return committed.version();
      }
      if (!(outcome instanceof CommitOutcome.Exists exists)) {
        throw new IllegalStateException("nobody interferes with this store, but: " + outcome);
      }
      view = view.with(exists.changes());
      conflicts++;
      long before = System.currentTimeMillis();
      clock.sleep(CONFLICT_BACKOFF.delay(conflicts, random.nextDouble()));
      slept += System.currentTimeMillis() - before;
      view = view.with(log.changesSince(view.version()));
    }
  }

  private Committable rows(long number) {
    OffsetRange range = new OffsetRange(number * ROWS, (number + 1) * ROWS);
    CommitRecord record =
        record(
            List.of(
                new PartitionCommit(partition(partition), false, range, ROWS, 0, Gaps.NONE)));
    List<ColumnStatistics> statistics =
        TEXTS.stream()
            .map(
                column ->
                    new ColumnStatistics(
                        List.of(column),
                        Optional.of(new StatisticValue.Text(column + "-0000-" + record.id())),
                        Optional.of(new StatisticValue.Text(column + "-ffff-" + record.id())),
                        0))
            .toList();
    DataFile file =
        new DataFile(
            "part-00000-" + record.id() + "-0.c000.zstd.parquet",
            100_000,
            System.currentTimeMillis(),
            ROWS,
            PartitionValues.NONE,
            statistics);
    return new Committable(record, List.of(file), SCHEMA);
  }

  private static SourcePartition partition(int number) {
    return new SourcePartition("race-cluster", "race", "race-topic-id", number);
  }

  private static CommitRecord record(List<PartitionCommit> partitions) {
    return new CommitRecord(
        new CommitIdentity(UUID.randomUUID()), "race", partitions, Optional.empty());
  }

  /** Medians and 99th percentiles of log-normal times, in ms, by kind of call. */
  record Delays(Map<String, double[]> byKind) {
    private static final double Z99 = 2.3263;

    static Delays parse(String text) {
      return new Delays(
          text.equals("none")
              ? Map.of()
              : Stream.of(text.split(","))
                  .map(part -> part.split("[=/]"))
                  .collect(
                      Collectors.toMap(
                          part -> part[0],
                          part ->
                              new double[] {
                                Double.parseDouble(part[1]), Double.parseDouble(part[2])
                              })));
    }

    double millis(String kind, Random random) {
      double[] percentiles = byKind.get(kind);
      return percentiles == null
          ? 0
          : percentiles[0]
              * Math.exp(random.nextGaussian() * Math.log(percentiles[1] / percentiles[0]) / Z99);
    }
  }
}
