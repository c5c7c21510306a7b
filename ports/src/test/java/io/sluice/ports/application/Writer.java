package io.sluice.ports.application;

import io.sluice.domain.commit.FlushPolicy;
import io.sluice.domain.commit.GapPolicy;
import io.sluice.domain.commit.StartPolicy;
import io.sluice.domain.record.DeadLetter;
import io.sluice.domain.schema.TableSchema;
import io.sluice.ports.fake.FakeCluster;
import io.sluice.ports.fake.FakeRecordSource;
import io.sluice.ports.fake.FakeTopicCatalog;
import io.sluice.ports.fake.InMemoryDataFiles;
import io.sluice.ports.fake.ManualClock;
import io.sluice.ports.fake.RecordedEvents;
import io.sluice.ports.fake.SharedTable;
import io.sluice.ports.fake.SteppingThreads;
import io.sluice.ports.fake.TextDecoder;
import io.sluice.ports.in.PipelineResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** One writer of a test: a pipeline on fakes, in one thread, that ends when its script does. */
final class Writer {
  static final Duration MAX_AGE = Duration.ofSeconds(10);
  static final Duration REVOKE_TIMEOUT = Duration.ofSeconds(5);

  private static final AtomicLong SEED = new AtomicLong();

  final ManualClock clock = new ManualClock();
  final SteppingThreads threads = new SteppingThreads(clock);
  final RecordedEvents events = new RecordedEvents();
  final List<DeadLetter> deadLetters = new ArrayList<>();
  final FakeRecordSource source;
  final FakeTopicCatalog catalog;
  private final SharedTable table;
  private final InMemoryDataFiles files;
  private StartPolicy start = new StartPolicy.Earliest();
  private GapPolicy onGap = GapPolicy.STOP;
  private Optional<TableSchema> declared = Optional.of(TextDecoder.SCHEMA);
  private long maxRows = Long.MAX_VALUE;
  private long queueBytes = 1 << 20;
  private long columnBytes = 1 << 20;
  private boolean untilEnd = true;
  private int lanes = 1;
  private Pipeline pipeline;

  Writer(FakeCluster cluster, SharedTable table, InMemoryDataFiles files, String... topics) {
    this.source = new FakeRecordSource(cluster).whenIdle(clock::advance);
    this.catalog = new FakeTopicCatalog(cluster, topics);
    this.table = table;
    this.files = files;
  }

  Writer start(StartPolicy policy) {
    start = policy;
    return this;
  }

  Writer onGap(GapPolicy policy) {
    onGap = policy;
    return this;
  }

  Writer declared(TableSchema schema) {
    declared = Optional.of(schema);
    return this;
  }

  Writer withoutSchema() {
    declared = Optional.empty();
    return this;
  }

  Writer maxRows(long rows) {
    maxRows = rows;
    return this;
  }

  Writer queueBytes(long bytes) {
    queueBytes = bytes;
    return this;
  }

  Writer columnBytes(long bytes) {
    columnBytes = bytes;
    return this;
  }

  Writer lanes(int count) {
    lanes = count;
    return this;
  }

  /** Runs on after the end of the topics, until {@link #stop} is called from the script. */
  Writer endless() {
    untilEnd = false;
    return this;
  }

  void stop() {
    pipeline.stop(Duration.ofSeconds(15));
  }

  Pipeline pipeline() {
    return pipeline;
  }

  PipelineResult run() {
    pipeline = new Pipeline(settings(), ports());
    try {
      return pipeline.run();
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts a test", e);
    }
  }

  private PipelineSettings settings() {
    return new PipelineSettings(
        "test",
        start,
        onGap,
        new FlushPolicy(maxRows, 1 << 20, columnBytes, MAX_AGE),
        new PipelineSettings.Table("memory:table", List.of(), Map.of(), declared),
        new PipelineSettings.Limits(lanes, queueBytes, REVOKE_TIMEOUT),
        untilEnd);
  }

  private PipelinePorts ports() {
    return new PipelinePorts(
        source,
        catalog,
        new TextDecoder(),
        files,
        table.open(),
        (id, letters) -> {
          deadLetters.addAll(letters);
          return Optional.of("dead-letters/" + id);
        },
        events,
        clock,
        threads,
        new SplittableRandom(SEED.incrementAndGet()));
  }
}
