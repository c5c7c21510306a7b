package io.sluice.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sluice.bootstrap.SampleEvents;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class MicrometerPipelineEventsTest {
  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MicrometerPipelineEvents events = new MicrometerPipelineEvents(registry);

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
        .contains("sluice_file_bytes_sum 5000.0")
        .contains("sluice_table_version 8.0");
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
