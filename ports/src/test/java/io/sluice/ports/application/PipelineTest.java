package io.sluice.ports.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.record.DeadLetter;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.ports.in.PipelineResult;
import java.util.stream.IntStream;
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
    assertThat(result).isEqualTo(new PipelineResult(5, 0, 1, true));
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
    assertThat(result).isEqualTo(new PipelineResult(0, 2, 1, true));
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
    assertThat(result).isEqualTo(new PipelineResult(1, 0, 1, false));
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
  void shouldNotReadAheadOfItsQueue() {
    // Given
    topic.append(0, IntStream.range(0, 100).mapToObj(i -> "event " + i).toArray(String[]::new));
    Writer writer = writer().queueBytes(64);
    writer.source.maxRecords(5);

    // When
    writer.run();

    // Then
    assertThat(rows()).hasSize(100);
    assertComplete();
  }

  @Test
  void shouldShareTheWorkBetweenLanes() {
    // Given
    topic.append(0, IntStream.range(0, 50).mapToObj(i -> "event " + i).toArray(String[]::new));
    topic.append(1, IntStream.range(0, 50).mapToObj(i -> "event " + i).toArray(String[]::new));
    Writer writer = writer().lanes(3).maxRows(20);
    writer.source.maxRecords(7);

    // When
    writer.run();

    // Then
    assertThat(rows()).hasSize(100).doesNotHaveDuplicates();
    assertComplete();
  }
}
