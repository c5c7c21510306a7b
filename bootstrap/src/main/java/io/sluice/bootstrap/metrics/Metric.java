package io.sluice.bootstrap.metrics;

/** Every number of ours. The docs list them from here. */
public enum Metric {
  RECORDS_POLLED("sluice.records.polled", Kind.COUNTER, "Records read from Kafka."),
  BYTES_POLLED(
      "sluice.bytes.polled", Kind.COUNTER, "Payload bytes read from Kafka, with keys and headers."),
  ROWS_COMMITTED("sluice.rows.committed", Kind.COUNTER, "Rows that are in the table."),
  COMMITS("sluice.commits", Kind.COUNTER, "Log entries written."),
  COMMIT_SECONDS(
      "sluice.commit", Kind.TIMER, "From the first attempt at a log entry to the answer."),
  COMMIT_STAGE_SECONDS(
      "sluice.commit.stage",
      Kind.TIMER,
      "Where the time from the first record of a commit to its entry goes: collect (until it is time"
          + " to flush), write (data files), queue (commits before it), dead_letters, append (the"
          + " entry).",
      "stage"),
  COMMIT_CONFLICTS(
      "sluice.commit.conflicts",
      Kind.COUNTER,
      "Attempts that found the version taken by another writer."),
  COMMIT_FILES("sluice.files.committed", Kind.COUNTER, "Data files that are in the table."),
  FILE_BYTES("sluice.file.bytes", Kind.SUMMARY, "Sizes of the data files, in bytes."),
  DEAD_LETTERS("sluice.dead.letters", Kind.COUNTER, "Records that cannot be rows.", "reason"),
  SKIPPED_OFFSETS(
      "sluice.skipped.offsets",
      Kind.COUNTER,
      "Offsets passed without their records, because sluice.kafka.on-gap = skip."),
  DISCARDED_RECORDS(
      "sluice.discarded.records",
      Kind.COUNTER,
      "Records dropped before they were committed; whoever owns their partitions reads them again."),
  RETRIES("sluice.retries", Kind.COUNTER, "Failures after which something is tried again."),
  STORE_SECONDS(
      "sluice.store",
      Kind.TIMER,
      "Calls to the store, repetitions of a request included; a data file counts with its end.",
      "operation, outcome"),
  SCHEMA_CHANGES("sluice.schema.changes", Kind.COUNTER, "Columns added to the table."),
  FRESHNESS_SECONDS(
      "sluice.freshness",
      Kind.TIMER,
      "From the first record of a commit being read to its rows being visible."),
  LAG_RECORDS(
      "sluice.lag.records",
      Kind.GAUGE,
      "Offsets between what the table holds and the end of a partition, for those read here. While"
          + " reading is paused (the store is away, say) the end is the one last seen.",
      "topic, partition"),
  UNCOMMITTED_AGE(
      "sluice.uncommitted.age.seconds",
      Kind.GAUGE,
      "How long ago the last commit was, or the first sign of lag after none; 0 without lag."),
  TABLE_VERSION("sluice.table.version", Kind.GAUGE, "The version of the newest commit by us.");

  private final String base;
  private final Kind kind;
  private final String description;
  private final String label;

  Metric(String base, Kind kind, String description) {
    this(base, kind, description, "");
  }

  Metric(String base, Kind kind, String description, String label) {
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

  enum Kind {
    COUNTER("counter", "_total"),
    TIMER("histogram", "_seconds"),
    SUMMARY("histogram", ""),
    GAUGE("gauge", "");

    private final String prometheusType;
    private final String suffix;

    Kind(String prometheusType, String suffix) {
      this.prometheusType = prometheusType;
      this.suffix = suffix;
    }

    String prometheusType() {
      return prometheusType;
    }

    String prometheusName(String base) {
      return base.replace('.', '_') + suffix;
    }
  }
}
