package io.sluice.ports.simulation;

import static java.util.stream.Collectors.toMap;

import io.sluice.domain.column.BytesVector;
import io.sluice.domain.column.ColumnBatch;
import io.sluice.domain.column.LongVector;
import io.sluice.domain.commit.CommitRecord;
import io.sluice.domain.commit.CompletenessCheck;
import io.sluice.domain.commit.LogEntry;
import io.sluice.domain.commit.PartitionCommit;
import io.sluice.domain.record.DeadLetter;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.schema.KafkaColumns;
import io.sluice.domain.schema.SchemaEvolution;
import io.sluice.domain.schema.SchemaMerge;
import io.sluice.domain.schema.TableSchema;
import io.sluice.ports.fake.FakeTopic;
import io.sluice.ports.fake.InMemoryDataFiles;
import io.sluice.ports.simulation.Producer.Produced;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds what was produced against what is in the table, from outside, when all is over. */
final class Verdict {
  private final World world;
  private final SimulatedStore table;
  private final InMemoryDataFiles files;
  private final SimulatedDeadLetters deadLetters;
  private final List<Produced> produced;
  private final Map<String, Integer> rows = new HashMap<>();
  private final Map<String, Integer> letters = new HashMap<>();
  private final Map<SourcePartition, List<OffsetRange>> gaps = new HashMap<>();
  private final Map<SourcePartition, Begin> begins = new HashMap<>();

  Verdict(
      World world,
      SimulatedStore table,
      InMemoryDataFiles files,
      SimulatedDeadLetters deadLetters,
      List<Produced> produced) {
    this.world = world;
    this.table = table;
    this.files = files;
    this.deadLetters = deadLetters;
    this.produced = produced;
  }

  /**
   * Says what is wrong, if anything is.
   *
   * @param mayBeIncomplete whether the writers may have stopped before the topic's end
   */
  void judge(boolean mayBeIncomplete) {
    CompletenessCheck check = new CompletenessCheck();
    table.entries().forEach(check::accept);
    check.report().problems().forEach(world::violated);
    table.problems().forEach(world::violated);
    readLog();
    readRows();
    readLetters();
    produced.forEach(record -> judge(record, mayBeIncomplete));
    Map<String, Produced> known =
        produced.stream().collect(toMap(Produced::text, record -> record));
    rows.keySet().stream()
        .filter(text -> !known.containsKey(text))
        .forEach(text -> world.violated("row '" + text + "' was never produced"));
  }

  private void readLog() {
    for (LogEntry entry : table.entries()) {
      entry.record().ifPresent(record -> record.partitions().forEach(share -> read(entry, share)));
    }
  }

  private void read(LogEntry entry, PartitionCommit share) {
    SourcePartition partition = share.partition();
    gaps.computeIfAbsent(partition, absent -> new ArrayList<>()).addAll(share.gaps().ranges());
    if (share.begins()) {
      begins.put(partition, new Begin(share.range().from(), entry.timestampMillis()));
    }
  }

  private void readRows() {
    TableSchema schema =
        table.view().definition().map(definition -> definition.schema()).orElse(TableSchema.EMPTY);
    for (String file : table.files()) {
      List<ColumnBatch> batches = files.batches(file);
      if (batches.isEmpty()) {
        world.violated("the table names " + file + ", which does not exist");
      }
      for (ColumnBatch batch : batches) {
        if (SchemaEvolution.merge(schema, batch.schema())
            instanceof SchemaMerge.Conflict conflict) {
          world.violated(file + ": column " + conflict.path() + ": " + conflict.reason());
        }
        readRows(batch);
      }
    }
  }

  private void readRows(ColumnBatch batch) {
    BytesVector texts = (BytesVector) batch.column(batch.schema().indexOf("text"));
    LongVector offsets = (LongVector) batch.column(batch.schema().indexOf(KafkaColumns.OFFSET));
    for (int row = 0; row < batch.rows(); row++) {
      String text = new String(texts.copy(row), StandardCharsets.UTF_8);
      rows.merge(text, 1, Integer::sum);
      if (!text.endsWith("/" + offsets.get(row))) {
        world.violated("row '" + text + "' says that its offset is " + offsets.get(row));
      }
    }
  }

  private void readLetters() {
    if (world.scenario.deadLetterTopic()) {
      // At least once: those of attempts that never became a commit are here, too.
      deadLetters.topic().forEach(letter -> letters.put(text(letter), 1));
      return;
    }
    for (LogEntry entry : table.entries()) {
      entry
          .record()
          .flatMap(CommitRecord::deadLetterObject)
          .map(deadLetters::in)
          .ifPresent(
              object -> object.forEach(letter -> letters.merge(text(letter), 1, Integer::sum)));
    }
  }

  private static String text(DeadLetter letter) {
    return new String(letter.value(), StandardCharsets.UTF_8);
  }

  private void judge(Produced record, boolean mayBeIncomplete) {
    int asRow = rows.getOrDefault(record.text(), 0);
    int asLetter = letters.getOrDefault(record.text(), 0);
    boolean twice = world.scenario.deadLetterTopic() ? asRow > 1 : asRow + asLetter > 1;
    boolean inTable = asRow + asLetter > 0;
    if (twice) {
      world.violated(record + " is there as " + asRow + " rows, " + asLetter + " dead letters");
    }
    if (record.isPoison() && asRow > 0) {
      world.violated(record + " is a row");
    }
    if (asLetter > 0 && !record.mayBeRejected()) {
      world.violated(record + " is a dead letter");
    }
    if (isPassed(record) && !inTable) {
      if (isInGap(record)) {
        requireGone(record);
      } else {
        world.violated(record + " is passed, and neither a row nor a dead letter");
      }
    }
    if (isInGap(record) && asRow > 0) {
      world.violated(record + " is a row, and said to be gone");
    }
    if (!inTable && !isPassed(record) && !mayBeIncomplete) {
      requireNotWanted(record);
    }
  }

  private boolean isPassed(Produced record) {
    Begin begin = begins.get(record.partition());
    return begin != null
        && record.offset() >= begin.offset
        && record.offset() < table.offset(record.partition());
  }

  private boolean isInGap(Produced record) {
    return gaps.getOrDefault(record.partition(), List.of()).stream()
        .anyMatch(gap -> gap.from() <= record.offset() && record.offset() < gap.to());
  }

  private void requireGone(Produced record) {
    if (isAvailable(record)) {
      world.violated(record + " is said to be gone, and is not");
    }
  }

  /** What nobody had to read: what was gone, or was there before reading began at the end. */
  private void requireNotWanted(Produced record) {
    Begin begin = begins.get(record.partition());
    boolean beforeBegin =
        world.scenario.latest()
            && begin != null
            && record.offset() < begin.offset
            && record.atNanos() / 1_000_000 <= begin.atMillis;
    if (!beforeBegin && isAvailable(record)) {
      world.violated(record + " was never read");
    }
  }

  private boolean isAvailable(Produced record) {
    FakeTopic topic = world.topic(record.partition().topic());
    boolean isSameTopic = topic.partition(0).topicId().equals(record.partition().topicId());
    return isSameTopic && record.offset() >= topic.available(record.partition().partition()).from();
  }

  private record Begin(long offset, long atMillis) {}
}
