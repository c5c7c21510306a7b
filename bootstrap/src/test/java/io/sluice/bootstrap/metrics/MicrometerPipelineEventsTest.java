package io.sluice.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sluice.bootstrap.SampleEvents;
import io.sluice.domain.record.SourcePartition;
import io.sluice.ports.fake.ManualClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class MicrometerPipelineEventsTest {
  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ManualClock clock = new ManualClock();
  private final MicrometerPipelineEvents events = new MicrometerPipelineEvents(registry, clock);

  @Test
  void shouldCountWhatIsCommitted() {
    // When
    events.polled(12, 4_000);
    events.committed(SampleEvents.commit(8));

    // Then
    assertThat(registry.scrape())
        .contains("sluice_records_polled_total 12.0")
        .contains("sluice_bytes_polled_total 4000.0")
        .contains("sluice_rows_committed_total 10.0")
        .contains("sluice_commits_total 1.0")
        .contains("sluice_files_committed_total 1.0")
        .contains("sluice_commit_conflicts_total 3.0")
        .contains("sluice_schema_changes_total 1.0")
        .contains("sluice_commit_seconds_count 1")
        .contains("sluice_freshness_seconds_sum 4.0")
        .contains("sluice_freshness_seconds_bucket{le=\"5.0\"} 1")
        .contains("sluice_commit_stage_seconds_sum{stage=\"collect\"} 3.0")
        .contains("sluice_commit_stage_seconds_count{stage=\"dead_letters\"} 0")
        .contains("sluice_file_bytes_sum 5000.0")
        .contains("sluice_table_version 8.0");
  }

  @Test
  void shouldShowTheLagOfThePartitionsThatAreReadHere() {
    // Given
    SourcePartition other = new SourcePartition("cluster", "flights", "topic-id", 1);
    events.behind(Map.of(SampleEvents.PARTITION, 5L, other, 7L));

    // When
    events.behind(Map.of(other, 6L));

    // Then
    assertThat(registry.scrape())
        .contains("sluice_lag_records{partition=\"1\",topic=\"flights\"} 6.0")
        .doesNotContain("partition=\"0\"");
  }

  @Test
  void shouldShowTheLagOfATopicCreatedAnewUnderItsName() {
    // Given
    events.behind(Map.of(SampleEvents.PARTITION, 5L));

    // When
    events.behind(Map.of(new SourcePartition("cluster", "flights", "another-id", 0), 1L));

    // Then
    assertThat(registry.scrape())
        .contains("sluice_lag_records{partition=\"0\",topic=\"flights\"} 1.0");
  }

  @Test
  void shouldShowForHowLongNothingWasCommittedThoughThereIsSomething() {
    // When / Then
    clock.advance(Duration.ofSeconds(60));
    events.behind(Map.of(SampleEvents.PARTITION, 5L));
    assertThat(registry.scrape()).contains("sluice_uncommitted_age_seconds 0.0");
    clock.advance(Duration.ofSeconds(20));
    events.behind(Map.of(SampleEvents.PARTITION, 9L));
    assertThat(registry.scrape()).contains("sluice_uncommitted_age_seconds 20.0");
    events.committed(SampleEvents.commit(8));
    clock.advance(Duration.ofSeconds(3));
    assertThat(registry.scrape()).contains("sluice_uncommitted_age_seconds 3.0");
    events.behind(Map.of(SampleEvents.PARTITION, 0L));
    assertThat(registry.scrape()).contains("sluice_uncommitted_age_seconds 0.0");
  }

  @Test
  void shouldCountWhatGoesWrong() {
    // When
    events.deadLettered(List.of(SampleEvents.deadLetter("a"), SampleEvents.deadLetter("b")));
    events.discarded(5, Set.of(SampleEvents.PARTITION), "lost");
    events.skipped(SampleEvents.skip());
    events.retrying("commit", 1, Duration.ofSeconds(1), new IllegalStateException("on purpose"));
    events.recovered("commit");

    // Then
    assertThat(registry.scrape())
        .contains("sluice_dead_letters_total{reason=\"type_mismatch\"} 2.0")
        .contains("sluice_discarded_records_total 5.0")
        .contains("sluice_skipped_offsets_total 7.0")
        .contains("sluice_retries_total 1.0");
  }

  @Test
  void shouldShowEveryCounterFromTheStart() {
    assertThat(registry.scrape())
        .contains("sluice_commits_total 0.0")
        .contains("sluice_dead_letters_total{reason=\"null_payload\"} 0.0")
        .contains("sluice_table_version -1.0");
  }

  @Test
  void shouldRegisterExactlyWhatTheDocsList() {
    // Given
    events.committed(SampleEvents.commit(8));
    events.behind(Map.of(SampleEvents.PARTITION, 1L));
    new StoreMeters(registry);

    // When
    Set<String> shown = new TreeSet<>();
    TYPE.matcher(registry.scrape())
        .results()
        .map(type -> type.group(1) + " " + type.group(2))
        .filter(line -> !line.contains("_max "))
        .forEach(shown::add);

    // Then
    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Metric.values())
                .map(metric -> metric.prometheusName() + " " + metric.kind().prometheusType())
                .toList());
  }

  @Test
  void shouldShowTheProcessToo() {
    // When
    new ProcessMetrics(registry).close();

    // Then
    assertThat(registry.scrape()).contains("jvm_memory_used_bytes", "process_uptime_seconds");
  }
}
