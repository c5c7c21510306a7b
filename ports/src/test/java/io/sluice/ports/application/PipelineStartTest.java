package io.sluice.ports.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.commit.GapPolicy;
import io.sluice.domain.commit.PartitionCommit;
import io.sluice.domain.commit.StartPolicy;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.record.OffsetRange;
import io.sluice.ports.fake.FakeTopic;
import io.sluice.ports.in.PipelineResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where reading starts, and what happens when that is not to be had. */
final class PipelineStartTest extends PipelineScenario {
  @Test
  void shouldCommitTheBeginningBeforeTheFirstRecord() {
    // Given
    topic.append(0, "a");

    // When
    writer().run();

    // Then
    List<PartitionCommit> first = table.entries().get(0).record().orElseThrow().partitions();
    assertThat(first).allMatch(PartitionCommit::begins).hasSize(2);
    assertThat(table.entries().get(0).rowsAdded()).isZero();
  }

  @Test
  void shouldAddNothingWhenRunAgain() {
    // Given
    topic.append(0, "a", "b");
    writer().run();
    int before = table.entries().size();

    // When
    PipelineResult again = writer().run();

    // Then
    assertThat(again.rows()).isZero();
    assertThat(table.entries()).hasSize(before);
  }

  @Test
  void shouldInferTheSchemaAndKeepEverythingHeldBack() {
    // Given
    topic.append(0, "a", "b").append(1, "c");

    // When
    writer().withoutSchema().run();

    // Then
    assertThat(rows()).containsExactlyInAnyOrder("0:0 a", "0:1 b", "1:0 c");
    assertComplete();
  }

  @Test
  void shouldStartAtTheEndWhereToldTo() {
    // Given
    topic.append(0, "old");
    Writer writer = writer().start(new StartPolicy.Latest()).endless();
    writer.source.then(() -> {});

    // When
    writer.source.whenIdle(
        atMost -> {
          writer.clock.advance(atMost);
          if (topic.available(0).to() == 1 && !table.entries().isEmpty()) {
            topic.append(0, "new");
          } else if (!rows().isEmpty()) {
            writer.stop();
          }
        });
    writer.run();

    // Then
    assertThat(rows()).containsExactly("0:1 new");
  }

  @Test
  void shouldReadAPartitionThatWasAddedFromItsBeginning() {
    // Given
    topic.append(0, "a");
    writer().start(new StartPolicy.Latest()).run();
    topic.addPartitions(1);
    topic.append(2, "added");
    Writer later = new Writer(cluster, table, files, "events").start(new StartPolicy.Latest());
    later.source.assign(topic.partitions());

    // When
    later.run();

    // Then
    assertThat(rows()).containsExactly("2:0 added");
    assertComplete();
  }

  @Test
  void shouldStopAtAGap() {
    // Given
    topic.append(0, "a", "b", "c");
    writer().maxRows(1).run();
    topic.append(0, "d", "e").expire(0, 4);
    int before = table.entries().size();

    // When
    Writer later = writer();

    // Then
    assertThatThrownBy(later::run)
        .isInstanceOfSatisfying(
            SluiceException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DATA_POLICY))
        .hasMessageContaining("events-0")
        .hasMessageContaining("offset 3")
        .hasMessageContaining("4");
    assertThat(table.entries()).as("nothing is written").hasSize(before);
  }

  @Test
  void shouldRecordAGapWhereToldToSkipIt() {
    // Given
    topic.append(0, "a", "b", "c");
    writer().run();
    topic.append(0, "d", "e").expire(0, 4);

    // When
    writer().onGap(GapPolicy.SKIP).run();

    // Then
    assertThat(rows()).containsExactly("0:0 a", "0:1 b", "0:2 c", "0:4 e");
    assertThat(table.entries().get(2).record().orElseThrow().partitions())
        .containsExactly(PartitionCommit.skipping(p0, new OffsetRange(3, 4)));
    assertComplete();
  }

  @Test
  void shouldCommitWhatItHasReadBeforeItGoesOnBehindAGap() {
    // Given records that expire while they wait to be committed, and some that nobody has read
    topic.append(0, "a", "b");
    Writer writer = writer().onGap(GapPolicy.SKIP).endless();
    whenRead(
        writer,
        2,
        () -> {
          topic.append(0, "c", "d", "e");
          topic.expire(0, 4);
        });
    stopWhen(writer, () -> rows().contains("0:4 e"));

    // When
    writer.run();

    // Then
    assertThat(rows()).containsExactly("0:0 a", "0:1 b", "0:4 e");
    assertThat(table.entries())
        .flatExtracting(entry -> entry.record().orElseThrow().partitions())
        .contains(PartitionCommit.skipping(p0, new OffsetRange(2, 4)));
    assertComplete();
  }

  @Test
  void shouldRefuseAnAddedPartitionThatHasLostRecords() {
    // Given
    topic.append(0, "a");
    writer().run();
    topic.addPartitions(1);
    topic.append(2, "lost", "left").expire(2, 1);
    Writer later = writer();
    later.source.assign(topic.partition(2));

    // When, Then
    assertThatThrownBy(later::run)
        .isInstanceOf(SluiceException.class)
        .hasMessageContaining("events-2")
        .hasMessageContaining("offset 0")
        .hasMessageContaining("oldest one left is 1");
  }

  @Test
  void shouldRefuseATopicThatWasCreatedAgain() {
    // Given
    topic.append(0, "a");
    writer().run();
    FakeTopic again = cluster.create("events", 2);
    again.append(0, "b");
    Writer later = new Writer(cluster, table, files, "events");
    later.source.assign(again.partitions());

    // When, Then
    assertThatThrownBy(later::run)
        .isInstanceOf(SluiceException.class)
        .hasMessageContaining("created again");
  }

  @Test
  void shouldBeginAllPartitionsOfATopicAtOnce() {
    // Given
    topic.append(0, "old").append(1, "old");
    Writer first = new Writer(cluster, table, files, "events").start(new StartPolicy.Latest());
    first.source.assign(p0);
    Writer second = new Writer(cluster, table, files, "events").start(new StartPolicy.Latest());
    second.source.assign(p1);

    // When
    first.endless();
    stopWhen(first, () -> !table.entries().isEmpty());
    first.run();
    topic.append(1, "new");
    second.endless();
    stopWhen(second, () -> !rows().isEmpty());
    second.run();

    // Then
    assertThat(rows()).as("what was there before 'latest' stays unread").containsExactly("1:1 new");
    assertComplete();
  }

  @Test
  void shouldTakeTheBeginningOfTheWriterThatWasFirst() {
    // Given
    topic.append(0, "old");
    Writer slow = writer().start(new StartPolicy.Earliest());
    Writer fast = writer().start(new StartPolicy.Latest());
    table.beforeNextAttempt(fast::run);

    // When
    slow.run();

    // Then
    assertThat(rows()).as("the first one began at the end").isEmpty();
    assertThat(table.entries()).hasSize(1);
  }

  @Test
  void shouldReadOnAfterARestart() {
    // Given
    topic.append(0, "a", "b");
    writer().run();
    topic.append(0, "c");

    // When
    Writer again = writer();
    again.run();

    // Then
    assertThat(again.events.lines()).contains("reading events-0 from 2");
    assertThat(rows()).containsExactly("0:0 a", "0:1 b", "0:2 c");
    assertComplete();
  }
}
