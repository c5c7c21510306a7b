package io.sluice.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bootstrap.GeneratedPage;
import org.junit.jupiter.api.Test;

final class MetricsPageTest {
  @Test
  void shouldBeWhatTheDocsSay() throws Exception {
    GeneratedPage.of("metrics.md").assertIs(MetricsPage.markdown());
  }

  @Test
  void shouldListEveryMetricWithTypeAndLabels() {
    assertThat(MetricsPage.markdown())
        .contains("| `sluice_commits_total` | counter |  | Log entries written. |")
        .contains("| `sluice_dead_letters_total` | counter | reason |")
        .contains("| `sluice_freshness_seconds` | histogram |");
  }
}
