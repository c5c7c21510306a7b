package io.sluice.bootstrap.metrics;

import io.sluice.bootstrap.metrics.Metric.Kind;

/** Every number of the ingest API. The docs list them from here. */
enum IngestMetric {
  REQUESTS(
      "sluice.ingest.requests",
      Kind.TIMER,
      "POST /events, from its headers to its answer.",
      "status"),
  EVENTS("sluice.ingest.events", Kind.COUNTER, "Events that are in the topic.", ""),
  BYTES("sluice.ingest.bytes", Kind.COUNTER, "Payload bytes that are in the topic.", ""),
  IN_FLIGHT("sluice.ingest.in.flight", Kind.GAUGE, "Requests that are worked on.", "");

  private final String base;
  private final Kind kind;
  private final String description;
  private final String label;

  IngestMetric(String base, Kind kind, String description, String label) {
    this.base = base;
    this.kind = kind;
    this.description = description;
    this.label = label;
  }

  String base() {
    return base;
  }

  Kind kind() {
    return kind;
  }

  String description() {
    return description;
  }

  /** The label that tells its series apart; empty when there is only one. */
  String label() {
    return label;
  }

  /** The name that Prometheus sees. */
  String prometheusName() {
    return kind.prometheusName(base);
  }
}
