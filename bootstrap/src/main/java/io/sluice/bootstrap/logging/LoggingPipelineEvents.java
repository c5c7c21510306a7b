package io.sluice.bootstrap.logging;

import io.sluice.domain.commit.CommitRecord;
import io.sluice.domain.commit.PartitionCommit;
import io.sluice.domain.record.DeadLetter;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.schema.SchemaChange;
import io.sluice.ports.out.Clock;
import io.sluice.ports.out.PipelineEvents;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One line per commit, and one for whatever an operator should know. What repeats is held back, so
 * that an outage does not fill a disk. Payloads are never written.
 */
public final class LoggingPipelineEvents implements PipelineEvents {
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final int MOST_NAMED = 20;

  private final Logger log;
  private final RateLimit limit;

  public LoggingPipelineEvents(Clock clock) {
    this(LoggerFactory.getLogger("io.sluice.pipeline"), clock);
  }

  LoggingPipelineEvents(Logger log, Clock clock) {
    this.log = log;
    this.limit = new RateLimit(clock, INTERVAL);
  }

  @Override
  public void reading(SourcePartition partition, long offset) {
    log.atInfo()
        .addKeyValue("partition", partition)
        .addKeyValue("offset", offset)
        .log("Reading a partition");
  }

  @Override
  public void polled(int records, long bytes) {
    // Too often for a log; the metrics count it.
  }

  @Override
  public void behind(Map<SourcePartition, Long> offsets) {
    // Too often for a log; the metrics show it.
  }

  @Override
  public void committed(Commit commit) {
    CommitRecord record = commit.committable().record();
    log.atInfo()
        .addKeyValue("version", commit.version())
        .addKeyValue("rows", record.rows())
        .addKeyValue("dead_letters", record.deadLetters())
        .addKeyValue("files", commit.committable().files().size())
        .addKeyValue("bytes", commit.committable().bytes())
        .addKeyValue("took_ms", commit.took().toMillis())
        .addKeyValue("freshness_ms", commit.oldestReadAgo().toMillis())
        .addKeyValue("conflicts", commit.conflicts())
        .addKeyValue("partitions", names(record.partitions(), LoggingPipelineEvents::range))
        .addKeyValue("commit", record.id())
        .log("Committed");
    if (!commit.changes().isEmpty()) {
      log.atInfo()
          .addKeyValue("version", commit.version())
          .addKeyValue("columns", names(commit.changes(), SchemaChange::toString))
          .log("Added columns to the table");
    }
  }

  private static String range(PartitionCommit partition) {
    return partition.partition() + partition.range().toString();
  }

  @Override
  public void discarded(long records, Collection<SourcePartition> partitions, String reason) {
    warning("discarded")
        .ifPresent(
            line ->
                line.addKeyValue("records", records)
                    .addKeyValue("partitions", names(partitions, SourcePartition::toString))
                    .addKeyValue("reason", reason)
                    .log("Discarded what was not committed; it will be read again"));
  }

  @Override
  public void deadLettered(List<DeadLetter> deadLetters) {
    if (deadLetters.isEmpty()) {
      return;
    }
    DeadLetter first = deadLetters.get(0);
    warning("dead letters")
        .ifPresent(
            line ->
                line.addKeyValue("records", deadLetters.size())
                    .addKeyValue("first_partition", first.partition())
                    .addKeyValue("first_offset", first.offset())
                    .addKeyValue("first_reason", first.reason())
                    .addKeyValue("first_detail", first.detail())
                    .log("Stored records that cannot be rows as dead letters"));
  }

  @Override
  public void skipped(CommitRecord record) {
    log.atWarn()
        .addKeyValue("partitions", names(record.partitions(), LoggingPipelineEvents::range))
        .addKeyValue("commit", record.id())
        .log("Went on without records that are gone");
  }

  @Override
  public void retrying(String what, int failures, Duration delay, Exception cause) {
    warning(what)
        .ifPresent(
            line ->
                line.addKeyValue("what", what)
                    .addKeyValue("failures", failures)
                    .addKeyValue("next_in_ms", delay.toMillis())
                    .addKeyValue("cause", oneLine(cause))
                    .log("Failed, trying again"));
  }

  @Override
  public void recovered(String what) {
    limit.forget(what);
    log.atInfo().addKeyValue("what", what).log("Works again");
  }

  private Optional<LoggingEventBuilder> warning(String subject) {
    OptionalLong heldBack = limit.acquire(subject);
    if (heldBack.isEmpty()) {
      return Optional.empty();
    }
    LoggingEventBuilder line = log.atWarn();
    return Optional.of(
        heldBack.getAsLong() == 0 ? line : line.addKeyValue("held_back", heldBack.getAsLong()));
  }

  private static String oneLine(Exception cause) {
    String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return (cause.getClass().getSimpleName() + message).replaceAll("\\s+", " ");
  }

  private static <T> String names(Collection<T> items, Function<T, String> name) {
    String names = items.stream().limit(MOST_NAMED).map(name).collect(Collectors.joining(" "));
    return items.size() <= MOST_NAMED ? names : names + " and " + (items.size() - MOST_NAMED);
  }
}
