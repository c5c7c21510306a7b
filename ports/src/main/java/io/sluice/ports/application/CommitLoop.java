package io.sluice.ports.application;

import io.sluice.domain.commit.Backoff;
import io.sluice.domain.commit.CommitDecision;
import io.sluice.domain.commit.CommitRule;
import io.sluice.domain.commit.Committable;
import io.sluice.domain.commit.LogEntry;
import io.sluice.domain.commit.TableView;
import io.sluice.domain.table.TableVersion;
import io.sluice.ports.out.Clock;
import io.sluice.ports.out.CommitOutcome;
import io.sluice.ports.out.TableLog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Brings committables into the log, one after the other. Runs on the commit lane only.
 *
 * <p>What can happen to an attempt at version {@code base + 1}, and why going on is safe:
 *
 * <ol>
 *   <li><b>It lands.</b> Exclusive creation makes it the only entry of that version, so what {@link
 *       CommitRule} found in {@code base} was still so when it landed.
 *   <li><b>Another entry is there.</b> The entries since the base are read. Ours may be among them,
 *       from an attempt whose answer was lost or whose request the client repeated: then it has
 *       landed. Else the rules decide anew on the version that these entries make.
 *   <li><b>No answer that proves anything.</b> The entries since the base are read. If that version
 *       exists, it is ours or it is not: case 2. If it does not exist yet, the request may still be
 *       on its way, so the same content is sent to the same version until the version exists: one
 *       of the copies lands at most, and either is ours.
 *   <li><b>The version exists, but a listing does not show it yet.</b> Nothing is decided before it
 *       shows.
 *   <li><b>The rules refuse</b> (fence, schema, protocol): no entry of ours exists, because every
 *       attempt before was resolved by 2 or 3.
 *   <li><b>The process dies at any point.</b> The entry exists or not; the next owner of the
 *       partitions reads the offsets from the table.
 * </ol>
 *
 * <p>Data files are never deleted here: a failed attempt proves nothing.
 */
final class CommitLoop {
  private static final Backoff CONFLICT_BACKOFF =
      new Backoff(Duration.ofMillis(20), Duration.ofSeconds(2));

  private final TableLog log;
  private final CommitRule rule;
  private final Clock clock;
  private final RandomGenerator random;
  private final Retry retry;
  private TableView view = TableView.ABSENT;

  CommitLoop(TableLog log, CommitRule rule, Clock clock, RandomGenerator random, Retry retry) {
    this.log = log;
    this.rule = rule;
    this.clock = clock;
    this.random = random;
    this.retry = retry;
  }

  /** Reads the table as a whole; once, before anything else. */
  TableView open() throws IOException {
    view = log.open();
    return view;
  }

  /** The table as far as it is known. */
  TableView view() {
    return view;
  }

  /** Reads what has happened since; waits for a store that does not answer. */
  TableView refresh(Generation generation) throws InterruptedException {
    retry
        .call("read the table's log", generation::isOver, () -> log.changesSince(view.version()))
        .ifPresent(changes -> view = view.with(changes));
    return view;
  }

  /**
   * Brings a committable into the log, or finds that it must not be there. While an attempt's
   * outcome is unknown it does not give up, wanted or not: the answer decides what is in the table.
   */
  CommitResult commit(Committable committable, Generation generation) throws InterruptedException {
    long begun = clock.monotonicNanos();
    int conflicts = 0;
    while (!generation.isOver()) {
      CommitDecision decision = rule.decide(view, committable);
      if (!(decision instanceof CommitDecision.Attempt attempt)) {
        return new CommitResult.Rejected(decision);
      }
      Optional<TableVersion> landed = attempt(committable, attempt);
      if (landed.isPresent()) {
        Duration took = Duration.ofNanos(clock.monotonicNanos() - begun);
        return new CommitResult.Landed(landed.get(), took, conflicts, attempt.changes());
      }
      conflicts++;
      clock.sleep(CONFLICT_BACKOFF.delay(conflicts, random.nextDouble()));
      // Who commits more often than this one sleeps would make every attempt from before the sleep
      // fail.
      refresh(generation);
    }
    return new CommitResult.Dropped();
  }

  /** Tries until the version exists; empty when it is another's. */
  private Optional<TableVersion> attempt(Committable committable, CommitDecision.Attempt attempt)
      throws InterruptedException {
    TableVersion base = view.version();
    Optional<List<LogEntry>> changes =
        retry.call(
            "commit",
            () -> false,
            () -> {
              CommitOutcome outcome = log.tryCommit(base, committable, attempt.definition());
              if (outcome instanceof CommitOutcome.Unknown unknown) {
                return changesAfterFailure(base, unknown);
              }
              if (outcome instanceof CommitOutcome.Exists exists) {
                return exists.changes().isEmpty() ? changesThatExist(base) : exists.changes();
              }
              return List.of(landedEntry(committable, attempt, base.next()));
            });
    List<LogEntry> entries = changes.orElseThrow();
    view = view.with(entries);
    return entries.stream()
        .filter(entry -> entry.is(committable.id()))
        .map(LogEntry::version)
        .findFirst();
  }

  private List<LogEntry> changesAfterFailure(TableVersion base, CommitOutcome.Unknown unknown)
      throws IOException {
    List<LogEntry> changes;
    try {
      changes = log.changesSince(base);
    } catch (IOException e) {
      if (e != unknown.cause()) {
        e.addSuppressed(unknown.cause());
      }
      throw e;
    }
    if (changes.isEmpty()) {
      throw new IOException(
          "no answer for version " + base.next() + ": " + unknown.cause().getMessage(),
          unknown.cause());
    }
    return changes;
  }

  private List<LogEntry> changesThatExist(TableVersion base) throws IOException {
    List<LogEntry> changes = log.changesSince(base);
    if (changes.isEmpty()) {
      throw new IOException("version " + base.next() + " exists, but is not listed yet");
    }
    return changes;
  }

  /** What the log now holds, without reading it back. */
  private LogEntry landedEntry(
      Committable committable, CommitDecision.Attempt attempt, TableVersion version) {
    return new LogEntry(
        version,
        clock.now().toEpochMilli(),
        Optional.of(committable.record()),
        committable.record().transactions(),
        attempt.definition(),
        Optional.empty(),
        committable.record().rows(),
        committable.files().size(),
        0);
  }
}
