package io.sluice.bootstrap.metrics;

/** Writes docs/metrics.md. */
public final class MetricsPage {
  private static final String HEAD =
      """
      # Metrics

      <!-- Generated from io.sluice.bootstrap.metrics.Metric. To write it anew:
           mvn -Dquick -pl bootstrap -am test -Dtest=MetricsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dsluice.docs.update=true -->

      `GET /metrics` at `sluice.http.management` answers in Prometheus' text format. Counters start at zero
      with the process; what is in the table, `sluice table describe` tells.

      | name | type | label | |
      |---|---|---|---|
      """;
  private static final String INGEST =
      """

      `sluice ingest-api` answers `GET /metrics` on its own port:

      | name | type | label | |
      |---|---|---|---|
      """;
  private static final String TAIL =
      """

      A histogram has `_bucket`, `_sum` and `_count`, and its largest recent value as `_max`. Beside these
      there are Micrometer's own about the JVM: `jvm_memory_*`, `jvm_gc_*`, `jvm_threads_*`,
      `process_cpu_*`, `system_cpu_*`, `process_uptime_seconds`, `process_files_*`.
      """;

  private MetricsPage() {}

  /** The page, as Markdown. */
  public static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Metric metric : Metric.values()) {
      row(page, metric.prometheusName(), metric.kind(), metric.label(), metric.description());
    }
    page.append(INGEST);
    for (IngestMetric metric : IngestMetric.values()) {
      row(page, metric.prometheusName(), metric.kind(), metric.label(), metric.description());
    }
    return page.append(TAIL).toString();
  }

  private static void row(
      StringBuilder page, String name, Metric.Kind kind, String label, String description) {
    page.append("| `")
        .append(name)
        .append("` | ")
        .append(kind.prometheusType())
        .append(" | ")
        .append(label)
        .append(" | ")
        .append(description)
        .append(" |\n");
  }
}
