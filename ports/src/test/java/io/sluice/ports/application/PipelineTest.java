package io.sluice.ports.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.commit.LogEntry;
import io.sluice.domain.commit.ProgressKey;
import io.sluice.domain.record.DeadLetter;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.TableSchema;
import io.sluice.ports.fake.TextDecoder;
import io.sluice.ports.in.PipelineResult;
import io.sluice.ports.out.PipelineEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The loop as a whole, on fakes and in one thread: what ends up in the table. */
final class PipelineTest extends PipelineScenario {
  @Test
  void shouldCommitEveryRecordOnce() {
    // Given
    topic.append(0, "a", "b", "c").append(1, "d", "e");

    // When
    PipelineResult result = writer().run();

    // Then
    assertThat(result).isEqualTo(new PipelineResult(5, 0, 1, true, true));
    assertThat(rows()).containsExactlyInAnyOrder("0:0 a", "0:1 b", "0:2 c", "1:0 d", "1:1 e");
    assertComplete();
  }

  @Test
  void shouldTellTheGroupHowFarTheTableIs() {
    // Given
    topic.append(0, "a", "b");
    Writer writer = writer();

    // When
    writer.run();

    // Then
    assertThat(writer.source.advised()).containsEntry(p0, 2L);
  }

  @Test
  void shouldTellHowFarTheTableIsBehind() {
    // Given
    topic.append(0, "a", "b", "c").append(1, "d");
    Writer writer = writer().endless();
    stopWhen(writer, () -> writer.events.behind().contains(Map.of(p0, 0L, p1, 0L)));

    // When
    writer.run();

    // Then
    assertThat(writer.events.behind())
        .as("read at once, and in the table only after the flush interval")
        .contains(Map.of(p0, 3L, p1, 1L));
  }

  @Test
  void shouldNotTellOfAPartitionThatIsAnotherMembers() {
    // Given
    topic.append(0, "a").append(1, "b");
    Writer writer = writer().endless();
    whenRead(writer, 2, () -> writer.source.revoke(p1));
    stopWhen(writer, () -> writer.events.behind().contains(Map.of(p0, 0L)));

    // When
    writer.run();

    // Then
    assertThat(writer.events.behind()).contains(Map.of(p0, 1L, p1, 1L));
  }

  @Test
  void shouldTellWhereTheTimeOfACommitWent() {
    // Given
    topic.append(0, "a", "!bad");
    Writer writer = writer().endless();
    stopWhen(writer, () -> !writer.events.commits().isEmpty());

    // When
    writer.run();

    // Then
    PipelineEvents.Commit commit = writer.events.commits().get(0);
    assertThat(commit.stages()).containsOnlyKeys(PipelineEvents.Stage.values());
    assertThat(commit.stages().get(PipelineEvents.Stage.COLLECT)).isEqualTo(Writer.MAX_AGE);
    assertThat(commit.stages().values().stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(commit.oldestReadAgo());
  }

  @Test
  void shouldKeepRecordsThatAreNoRowsAsDeadLetters() {
    // Given
    topic.append(0, "a", "!bad", "b");
    Writer writer = writer();

    // When
    PipelineResult result = writer.run();

    // Then
    assertThat(result.deadLetters()).isEqualTo(1);
    assertThat(rows()).containsExactly("0:0 a", "0:2 b");
    assertThat(writer.deadLetters).extracting(DeadLetter::offset).containsExactly(1L);
    assertThat(lastRecord().deadLetterObject()).isPresent();
    assertComplete();
  }

  @Test
  void shouldCommitAnEntryThatHoldsOnlyDeadLetters() {
    // Given
    topic.append(0, "!bad", "!worse");

    // When
    PipelineResult result = writer().run();

    // Then
    assertThat(result).isEqualTo(new PipelineResult(0, 2, 1, true, true));
    assertComplete();
  }

  @Test
  void shouldPassOffsetsWithoutARecord() {
    // Given
    topic.append(0, "a").appendGap(0, 3).append(0, "b").appendGap(0, 1);

    // When
    writer().run();

    // Then
    assertThat(rows()).containsExactly("0:0 a", "0:4 b");
    assertThat(lastRecord().partitions().get(0).gaps().offsets()).isEqualTo(4);
    assertComplete();
  }

  @Test
  void shouldCommitOnStop() {
    // Given
    topic.append(0, "a");
    Writer writer = writer().endless();
    whenRead(writer, 1, writer::stop);

    // When
    PipelineResult result = writer.run();

    // Then
    assertThat(result).isEqualTo(new PipelineResult(1, 0, 1, false, true));
    assertThat(writer.source.isClosed()).isTrue();
    assertThat(writer.threads.isClosed()).isTrue();
  }

  @Test
  void shouldAddTheColumnsOfNewFieldsWithTheRowsThatCarryThem() {
    // Given
    topic.append(0, "a", "+extra long");

    // When
    writer().run();

    // Then
    assertThat(table.view().definition().orElseThrow().schema().find("extra"))
        .contains(Field.nullable("extra", PrimitiveType.LONG));
    assertThat(table.entries()).hasSize(2);
    assertComplete();
  }

  @Test
  void shouldTryAgainWhenTheStoreIsFull() {
    // Given
    topic.append(0, "a");
    files.fail(3);
    Writer writer = writer();

    // When
    PipelineResult result = writer.run();

    // Then
    assertThat(result.rows()).isEqualTo(1);
    assertThat(writer.events.lines())
        .contains("retrying write data files after failure 3", "recovered write data files");
    assertThat(writer.pipeline().status().trouble()).isEmpty();
  }

  @Test
  void shouldSayThatTheSourceCannotBeReadUntilItCan() {
    // Given
    Writer writer = writer().endless();
    writer.source.troubledBy("no broker has answered");
    List<Optional<String>> said = new ArrayList<>();
    long limit = writer.clock.monotonicNanos() + Duration.ofMinutes(1).toNanos();
    writer.source.alsoWhenIdle(
        atMost -> {
          Optional<String> trouble = writer.pipeline().status().trouble();
          if (said.isEmpty() && trouble.isPresent()) {
            said.add(trouble);
            writer.source.troubledBy(null);
          } else if (said.size() == 1 && trouble.isEmpty()) {
            said.add(trouble);
          }
          if (said.size() == 2 || writer.clock.monotonicNanos() > limit) {
            writer.pipeline().stop(Duration.ZERO);
          }
        });

    // When
    writer.run();

    // Then
    assertThat(said)
        .containsExactly(
            Optional.of("read from the source: no broker has answered"), Optional.empty());
    assertThat(writer.events.lines())
        .contains(
            "retrying read from the source after failure 1", "recovered read from the source");
  }

  @Test
  void shouldNotReadAheadOfItsQueue() {
    // Given
    Writer writer = writer().endless().queueBytes(500);
    writer.source.maxRecords(5);
    List<Long> readWhenPaused = new ArrayList<>();
    writer.source.alsoWhenIdle(
        atMost -> {
          if (writer.source.paused().contains(p0) && read(writer) > 0) {
            readWhenPaused.add(read(writer));
            writer.threads.release();
          } else if (writer.source.position(p0).isPresent() && read(writer) == 0) {
            writer.threads.hold();
            for (int i = 0; i < 100; i++) {
              topic.append(0, "event " + i);
            }
          }
        });
    stopWhen(writer, () -> table.view().progress().offset(key(p0)).orElse(0) == 100);

    // When
    writer.run();

    // Then
    assertThat(readWhenPaused).as("so many of 72 bytes pass the limit").first().isEqualTo(10L);
    assertThat(rows()).hasSize(100);
    assertComplete();
  }

  @Test
  void shouldCommitBeforeColumnsPassTheirBudget() {
    // Given: rows of a table of many columns, of which each record fills four
    List<Field> columns = new ArrayList<>(TextDecoder.SCHEMA.fields());
    for (int i = 0; i < 100; i++) {
      columns.add(Field.nullable("empty" + i, PrimitiveType.LONG));
    }
    Writer writer =
        writer().declared(TableSchema.of(columns.toArray(Field[]::new))).columnBytes(50_000);
    writer.source.maxRecords(10);
    for (int i = 0; i < 400; i++) {
      topic.append(0, "event " + i);
    }

    // When
    writer.run();

    // Then: about 60 rows of 800 bytes each, and what was polled with them
    assertThat(rows()).hasSize(400);
    assertThat(table.entries().stream().mapToLong(LogEntry::rowsAdded).max().orElseThrow())
        .isBetween(50L, 90L);
    assertComplete();
  }

  @Test
  void shouldShareTheWorkBetweenLanes() {
    // Given
    String large = "x".repeat(700_000);
    topic.append(0, large, large).append(1, "small");
    Writer writer = writer().lanes(2).declared(requiringText());

    // When
    writer.run();

    // Then
    assertThat(table.files())
        .as("a lane with more than a megabyte waiting is busy")
        .extracting(file -> file.path().substring(0, "part-0".length()))
        .containsExactlyInAnyOrder("part-0", "part-1");
    assertThat(rows()).hasSize(3).doesNotHaveDuplicates();
    assertComplete();
  }

  @Test
  void shouldCommitARequiredColumnThoughALaneHasNothing() {
    // Given
    topic.append(0, "a", "b");
    Writer writer = writer().lanes(2).declared(requiringText());

    // When
    PipelineResult result = writer.run();

    // Then
    assertThat(result.rows()).isEqualTo(2);
    assertThat(writer.events.lines()).noneMatch(line -> line.startsWith("discarded"));
  }

  private static ProgressKey key(SourcePartition partition) {
    return new ProgressKey("test", partition);
  }

  private static TableSchema requiringText() {
    List<Field> fields = new ArrayList<>(TextDecoder.SCHEMA.fields());
    fields.set(0, Field.required("text", PrimitiveType.STRING));
    return new TableSchema(fields);
  }
}
