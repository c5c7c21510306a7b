package io.sluice.ports.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.TableDefinition;
import io.sluice.ports.fake.FakeTopic;
import io.sluice.ports.fake.SharedTable;
import io.sluice.ports.fake.SharedTable.Fault;
import io.sluice.ports.fake.TextDecoder;
import io.sluice.ports.in.PipelineResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several writers, lost answers and partitions that move: still every record once. */
final class PipelineOwnershipTest extends PipelineScenario {
  @Test
  void shouldSurviveEveryFaultOfACommit() {
    for (Fault fault : Fault.values()) {
      // Given
      SharedTable faulty = new SharedTable();
      faulty.order(fault, fault);
      FakeTopic fresh = cluster.create("of-" + fault.name(), 1);
      fresh.append(0, "a", "b");
      Writer writer = new Writer(cluster, faulty, files, "of-" + fault.name());
      writer.source.assign(fresh.partition(0));

      // When
      PipelineResult result = writer.run();

      // Then
      assertThat(result.rows()).as("rows after %s", fault).isEqualTo(2);
      assertThat(rows(faulty)).as("table after %s", fault).containsExactly("0:0 a", "0:1 b");
      assertThat(faulty.entries()).as("entries after %s", fault).hasSize(2);
    }
  }

  @Test
  void shouldRebaseOnAnEntryThatTouchesNoneOfItsPartitions() {
    // Given
    topic.append(0, "a");
    table.redefine(new TableDefinition(TextDecoder.SCHEMA, List.of(), Map.of()));
    table.beforeNextAttempt(() -> {});
    table.beforeNextAttempt(
        () -> table.redefine(new TableDefinition(TextDecoder.SCHEMA, List.of(), Map.of())));

    // When
    writer().run();

    // Then
    assertThat(rows()).containsExactly("0:0 a");
    assertThat(table.entries()).hasSize(4);
  }

  @Test
  void shouldDiscardWhatAnotherWriterHasCommitted() {
    // Given
    topic.append(0, "a", "b");
    Writer zombie = writer();
    Writer owner = new Writer(cluster, table, files, "events");
    owner.source.assign(p0, p1);
    table.beforeNextAttempt(() -> {});
    table.beforeNextAttempt(owner::run);

    // When
    PipelineResult result = zombie.run();

    // Then
    assertThat(result.rows()).isZero();
    assertThat(rows()).containsExactly("0:0 a", "0:1 b");
    assertThat(zombie.events.lines())
        .anyMatch(line -> line.startsWith("discarded 2: lost ownership of events-0"));
    assertComplete();
  }

  @Test
  void shouldCommitWhatWasReadBeforeItHandsAPartitionOver() {
    // Given
    topic.append(0, "a").append(1, "b");
    Writer writer = writer().endless();
    writer.source.then(() -> {});
    Writer next = new Writer(cluster, table, files, "events");
    whenRead(writer, 2, () -> writer.source.revoke(p0).then(writer::stop));

    // When
    writer.run();
    next.source.assign(p0);
    next.run();

    // Then
    assertThat(rows()).containsExactlyInAnyOrder("0:0 a", "1:0 b");
    assertThat(writer.events.lines()).noneMatch(line -> line.startsWith("discarded"));
    assertComplete();
  }

  @Test
  void shouldDropWhatItCannotCommitInTimeAndReadTheRestAgain() {
    // Given
    topic.append(0, "a").append(1, "b");
    Writer writer = writer().endless();
    whenRead(
        writer,
        2,
        () ->
            writer
                .source
                .then(writer.threads::hold)
                .revoke(p0)
                .then(writer.threads::release)
                .then(() -> {}));
    Writer next = new Writer(cluster, table, files, "events");

    // When
    stopWhen(writer, () -> rows().contains("1:0 b"));
    writer.run();
    next.source.assign(p0, p1);
    next.run();

    // Then
    assertThat(writer.events.lines())
        .anyMatch(line -> line.startsWith("discarded 2: partitions were revoked"));
    assertThat(rows()).containsExactlyInAnyOrder("0:0 a", "1:0 b");
    assertComplete();
  }

  @Test
  void shouldDropWhatItLost() {
    // Given
    topic.append(0, "a").append(1, "b");
    Writer writer = writer().endless();
    whenRead(writer, 2, () -> writer.source.lose(p0));
    stopWhen(writer, () -> rows().contains("1:0 b"));

    // When
    writer.run();

    // Then
    assertThat(rows()).containsExactly("1:0 b");
    assertThat(writer.events.lines())
        .anyMatch(line -> line.startsWith("discarded 2: lost ownership of [events-0]"));
  }

  @Test
  void shouldDecodeAgainWhenAnotherWriterAddedTheColumnWithAnotherType() {
    // Given
    topic.append(0, "a", "+extra long");
    TableSchema theirs =
        TextDecoder.SCHEMA.plus(List.of(Field.nullable("extra", PrimitiveType.DOUBLE)));
    table.beforeNextAttempt(() -> {});
    table.beforeNextAttempt(() -> table.redefine(new TableDefinition(theirs, List.of(), Map.of())));
    Writer writer = writer();

    // When
    PipelineResult result = writer.run();

    // Then
    assertThat(result).isEqualTo(new PipelineResult(1, 1, 1, true, true));
    assertThat(table.view().definition().orElseThrow().schema()).isEqualTo(theirs);
    assertThat(writer.events.lines())
        .anyMatch(line -> line.startsWith("discarded 2: column extra changed"));
    assertComplete();
  }

  @Test
  void shouldSplitTheTopicWithAnotherWriter() {
    // Given
    topic.append(0, "a", "b").append(1, "c");
    Writer one = new Writer(cluster, table, files, "events").endless();
    Writer other = new Writer(cluster, table, files, "events").endless();
    one.source.assign(p0);
    other.source.assign(p1);
    stopWhen(one, () -> rows().size() == 2);
    stopWhen(other, () -> rows().size() == 3);

    // When
    one.run();
    other.run();

    // Then
    assertThat(rows()).containsExactlyInAnyOrder("0:0 a", "0:1 b", "1:0 c");
    assertComplete();
  }
}
