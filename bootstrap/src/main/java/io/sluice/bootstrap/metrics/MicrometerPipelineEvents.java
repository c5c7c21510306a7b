package io.sluice.bootstrap.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sluice.domain.commit.CommitRecord;
import io.sluice.domain.commit.PartitionCommit;
import io.sluice.domain.record.DeadLetter;
import io.sluice.domain.record.DeadLetterReason;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.table.DataFile;
import io.sluice.ports.out.Clock;
import io.sluice.ports.out.PipelineEvents;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what happens. All meters exist from the start, so that a rate over them is never absent.
 */
public final class MicrometerPipelineEvents implements PipelineEvents {
  private static final Duration[] COMMIT_BUCKETS = {
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
  };
  private static final Duration[] FRESHNESS_BUCKETS = {
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(15),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
  };
  private static final double[] FILE_BUCKETS = {
    64 << 10, 1 << 20, 4 << 20, 16 << 20, 64 << 20, 128 << 20, 256 << 20
  };

  private final Map<Metric, Counter> counters = new EnumMap<>(Metric.class);
  private final Map<DeadLetterReason, Counter> deadLetters = new EnumMap<>(DeadLetterReason.class);
  private final Timer commitTime;
  private final Timer freshness;
  private final DistributionSummary fileBytes;
  private final Map<Stage, Timer> stages = new EnumMap<>(Stage.class);
  private final LagGauges lag;
  private final UncommittedAge uncommittedAge;
  private final AtomicLong tableVersion = new AtomicLong(-1);

  public MicrometerPipelineEvents(MeterRegistry registry, Clock clock) {
    for (Metric metric : Metric.values()) {
      if (metric.kind() == Metric.Kind.COUNTER && metric.label().isEmpty()) {
        counters.put(metric, counter(metric).register(registry));
      }
    }
    for (DeadLetterReason reason : DeadLetterReason.values()) {
      String name = reason.name().toLowerCase(Locale.ROOT);
      deadLetters.put(
          reason,
          counter(Metric.DEAD_LETTERS).tag(Metric.DEAD_LETTERS.label(), name).register(registry));
    }
    for (Stage stage : Stage.values()) {
      stages.put(
          stage,
          timer(Metric.COMMIT_STAGE_SECONDS, FRESHNESS_BUCKETS)
              .tag(Metric.COMMIT_STAGE_SECONDS.label(), stage.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    commitTime = timer(Metric.COMMIT_SECONDS, COMMIT_BUCKETS).register(registry);
    freshness = timer(Metric.FRESHNESS_SECONDS, FRESHNESS_BUCKETS).register(registry);
    fileBytes =
        DistributionSummary.builder(Metric.FILE_BYTES.base())
            .description(Metric.FILE_BYTES.description())
            .serviceLevelObjectives(FILE_BUCKETS)
            .register(registry);
    lag = new LagGauges(registry);
    uncommittedAge = new UncommittedAge(clock);
    Gauge.builder(Metric.UNCOMMITTED_AGE.base(), uncommittedAge, UncommittedAge::seconds)
        .description(Metric.UNCOMMITTED_AGE.description())
        .register(registry);
    Gauge.builder(Metric.TABLE_VERSION.base(), tableVersion, AtomicLong::get)
        .description(Metric.TABLE_VERSION.description())
        .register(registry);
  }

  private static Counter.Builder counter(Metric metric) {
    return Counter.builder(metric.base()).description(metric.description());
  }

  private static Timer.Builder timer(Metric metric, Duration[] buckets) {
    return Timer.builder(metric.base())
        .description(metric.description())
        .serviceLevelObjectives(buckets);
  }

  private void count(Metric metric, long amount) {
    counters.get(metric).increment((double) amount);
  }

  @Override
  public void reading(SourcePartition partition, long offset) {
    // Nothing to count: how far a partition is, its lag tells.
  }

  @Override
  public void polled(int records, long bytes) {
    count(Metric.RECORDS_POLLED, records);
    count(Metric.BYTES_POLLED, bytes);
  }

  @Override
  public void behind(Map<SourcePartition, Long> offsets) {
    lag.show(offsets);
    uncommittedAge.behind(offsets.values().stream().anyMatch(behind -> behind > 0));
  }

  @Override
  public void committed(Commit commit) {
    count(Metric.COMMITS, 1);
    count(Metric.ROWS_COMMITTED, commit.committable().record().rows());
    count(Metric.COMMIT_CONFLICTS, commit.conflicts());
    count(Metric.COMMIT_FILES, commit.committable().files().size());
    count(Metric.SCHEMA_CHANGES, commit.changes().size());
    commitTime.record(commit.took());
    freshness.record(commit.oldestReadAgo());
    commit.stages().forEach((stage, took) -> stages.get(stage).record(took));
    uncommittedAge.committed();
    for (DataFile file : commit.committable().files()) {
      fileBytes.record((double) file.sizeBytes());
    }
    tableVersion.set(commit.version().number());
  }

  @Override
  public void discarded(long records, Collection<SourcePartition> partitions, String reason) {
    count(Metric.DISCARDED_RECORDS, records);
  }

  @Override
  public void deadLettered(List<DeadLetter> letters) {
    letters.forEach(letter -> deadLetters.get(letter.reason()).increment());
  }

  @Override
  public void skipped(CommitRecord record) {
    count(
        Metric.SKIPPED_OFFSETS,
        record.partitions().stream()
            .map(PartitionCommit::gaps)
            .mapToLong(gaps -> gaps.offsets())
            .sum());
  }

  @Override
  public void retrying(String what, int failures, Duration delay, Exception cause) {
    count(Metric.RETRIES, 1);
  }

  @Override
  public void recovered(String what) {
    // A retry that is not followed by another one says the same.
  }
}
