package io.sluice.domain.commit;

import static io.sluice.domain.commit.Commits.PIPELINE;
import static io.sluice.domain.commit.Commits.committable;
import static io.sluice.domain.commit.Commits.key;
import static io.sluice.domain.commit.Commits.partition;
import static io.sluice.domain.commit.Commits.rows;
import static io.sluice.domain.commit.Commits.schema;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.SourcePartition;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.SchemaChange;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.TableDefinition;
import io.sluice.domain.table.TableVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CommitRulesTest {
  private static final TableSchema SCHEMA = schema("day date", "n long");
  private static final Map<String, String> PROPERTIES = Map.of("delta.appendOnly", "true");
  private static final CommitDecision GO = new CommitDecision.Attempt(Optional.empty(), List.of());

  private final CommitRules rules = new CommitRules(List.of("day"), PROPERTIES);

  @Test
  void shouldGoOnWhereTheTableIsAtTheStartOfTheRange() {
    assertThat(decide(table(Map.of(0, 10L)), rows(0, 10, 20))).isEqualTo(GO);
  }

  @Test
  void shouldBeFencedWhereAnotherWriterIsFurther() {
    assertThat(decide(table(Map.of(0, 15L)), rows(0, 10, 20)))
        .as("inside the range: some records are in already")
        .isEqualTo(fenced(0, OptionalLong.of(10), OptionalLong.of(15)));
    assertThat(decide(table(Map.of(0, 20L)), rows(0, 10, 20)))
        .as("at its end: all are in, by another owner or by us")
        .isEqualTo(fenced(0, OptionalLong.of(10), OptionalLong.of(20)));
    assertThat(decide(table(Map.of(0, 99L)), rows(0, 10, 20)))
        .isEqualTo(fenced(0, OptionalLong.of(10), OptionalLong.of(99)));
  }

  @Test
  void shouldBeFencedWhereTheTableWentBack() {
    assertThat(decide(table(Map.of(0, 9L)), rows(0, 10, 20)))
        .as("a hole would open")
        .isEqualTo(fenced(0, OptionalLong.of(10), OptionalLong.of(9)));
  }

  @Test
  void shouldBeFencedWhereTheTableForgotThePartition() {
    assertThat(decide(table(Map.of()), rows(0, 10, 20)))
        .isEqualTo(fenced(0, OptionalLong.of(10), OptionalLong.empty()));
    assertThat(decide(table(Map.of()), rows(0, 0, 20)))
        .as("absent is not zero")
        .isEqualTo(fenced(0, OptionalLong.of(0), OptionalLong.empty()));
    assertThat(decide(TableView.ABSENT, rows(0, 10, 20)))
        .as("the table was deleted")
        .isEqualTo(fenced(0, OptionalLong.of(10), OptionalLong.empty()));
  }

  @Test
  void shouldBeginOnlyWhatTheTableDoesNotKnow() {
    // Given
    PartitionCommit beginning = PartitionCommit.beginning(partition(0), 10);

    // Then
    assertThat(decide(table(Map.of(1, 5L)), beginning)).isEqualTo(GO);
    assertThat(decide(table(Map.of(0, 10L)), beginning))
        .as("another writer began it, even at the same offset")
        .isEqualTo(fenced(0, OptionalLong.empty(), OptionalLong.of(10)));
    assertThat(decide(table(Map.of(0, 3L)), beginning))
        .isEqualTo(fenced(0, OptionalLong.empty(), OptionalLong.of(3)));
  }

  @Test
  void shouldNotTakeAnEmptyRangeForABeginning() {
    // Given
    PartitionCommit nothing = rows(0, 10, 10);

    // Then
    assertThat(decide(table(Map.of()), nothing))
        .isEqualTo(fenced(0, OptionalLong.of(10), OptionalLong.empty()));
    assertThat(decide(table(Map.of(0, 10L)), nothing)).isEqualTo(GO);
  }

  @Test
  void shouldLookAtEveryPartition() {
    // Given
    TableView view = table(Map.of(0, 10L, 1, 20L, 2, 31L));

    // Then
    assertThat(decide(view, rows(0, 10, 20), rows(1, 20, 21))).isEqualTo(GO);
    assertThat(decide(view, rows(0, 10, 20), rows(1, 20, 21), rows(2, 30, 31)))
        .as("the last of three")
        .isEqualTo(fenced(2, OptionalLong.of(30), OptionalLong.of(31)));
    assertThat(decide(view, rows(2, 30, 31), rows(0, 10, 20)))
        .as("the first of two")
        .isEqualTo(fenced(2, OptionalLong.of(30), OptionalLong.of(31)));
  }

  @Test
  void shouldFenceSkipsAndPassedOffsetsToo() {
    // Given entries without a single row
    PartitionCommit skip = PartitionCommit.skipping(partition(0), new OffsetRange(10, 20));

    // Then
    assertThat(decide(table(Map.of(0, 10L)), skip)).isEqualTo(GO);
    assertThat(decide(table(Map.of(0, 12L)), skip))
        .as("measured: the engine itself lets an entry without files pass")
        .isEqualTo(fenced(0, OptionalLong.of(10), OptionalLong.of(12)));
  }

  @Test
  void shouldNotMindOtherPipelinesTopicsAndClusters() {
    // Given
    Map<String, Long> offsets = new HashMap<>();
    offsets.put(key(0).appId(), 10L);
    offsets.put(new ProgressKey("other", partition(0)).appId(), 99L);
    offsets.put(
        new ProgressKey(PIPELINE, new SourcePartition("cluster", "flights", "old", 0)).appId(),
        77L);
    offsets.put("spark", 1L);

    // Then
    assertThat(decide(table(SCHEMA, offsets), rows(0, 10, 20))).isEqualTo(GO);
  }

  @Test
  void shouldCreateTheTableThatIsNotThere() {
    assertThat(decide(TableView.ABSENT, PartitionCommit.beginning(partition(0), 10)))
        .isEqualTo(
            new CommitDecision.Attempt(
                Optional.of(new TableDefinition(SCHEMA, List.of("day"), PROPERTIES)), List.of()));
  }

  @Test
  void shouldAddColumnsInTheSameEntry() {
    // Given
    TableView view = table(schema("theirs string", "day date"), offsets(Map.of(0, 10L)));

    // When
    CommitDecision decision = decide(view, rows(0, 10, 20));

    // Then
    assertThat(decision)
        .as("the table's columns, properties and partitioning stay")
        .isEqualTo(
            new CommitDecision.Attempt(
                Optional.of(
                    new TableDefinition(
                        schema("theirs string", "day date", "n long"),
                        List.of("day"),
                        Map.of("x", "y"))),
                List.of(new SchemaChange("n", PrimitiveType.LONG))));
  }

  @Test
  void shouldDropWhatTheTablesColumnsDoNotTake() {
    // Given
    TableView view = table(schema("day date", "n string"), offsets(Map.of(0, 10L)));

    // Then
    assertThat(decide(view, rows(0, 10, 20)))
        .isInstanceOfSatisfying(
            CommitDecision.SchemaConflict.class,
            conflict -> {
              assertThat(conflict.path()).isEqualTo("n");
              assertThat(conflict.reason()).contains("string").contains("long");
            });
  }

  @Test
  void shouldNotMindTheSchemaWithoutFiles() {
    // Given
    TableView view = table(schema("day date", "n string"), offsets(Map.of(0, 10L)));

    // Then
    assertThat(decide(view, PartitionCommit.skipping(partition(0), new OffsetRange(10, 20))))
        .as("nothing of the schema is written")
        .isEqualTo(GO);
    assertThat(decide(view, PartitionCommit.beginning(partition(1), 0))).isEqualTo(GO);
  }

  @Test
  void shouldNotWriteATableOfAnotherPartitioning() {
    // Given
    TableView view =
        new TableView(
            new TableVersion(3),
            Optional.of(new TableDefinition(SCHEMA, List.of("n"), Map.of())),
            new Progress(offsets(Map.of(0, 10L))),
            Optional.empty());

    // Then
    assertThat(decide(view, rows(0, 10, 20)))
        .isInstanceOfSatisfying(
            CommitDecision.Unwritable.class,
            unwritable -> assertThat(unwritable.reason()).contains("[n]").contains("[day]"));
  }

  @Test
  void shouldNotWriteANewerProtocolWhateverElseHolds() {
    // Given
    TableView view =
        new TableView(
            new TableVersion(3),
            Optional.of(new TableDefinition(SCHEMA, List.of("day"), Map.of())),
            new Progress(offsets(Map.of(0, 10L))),
            Optional.of("writer version 7"));

    // Then
    assertThat(decide(view, rows(0, 10, 20)))
        .isEqualTo(new CommitDecision.Unwritable("writer version 7"));
    assertThat(decide(view, rows(0, 11, 20)))
        .as("fenced too, but the protocol comes first")
        .isInstanceOf(CommitDecision.Unwritable.class);
  }

  @Test
  void shouldBeFencedRatherThanMergeSchemas() {
    // Given both a foreign schema change and a foreign owner
    TableView view = table(schema("day date", "n string"), offsets(Map.of(0, 12L)));

    // Then
    assertThat(decide(view, rows(0, 10, 20))).isInstanceOf(CommitDecision.Fenced.class);
  }

  private CommitDecision decide(TableView view, PartitionCommit... partitions) {
    return rules.decide(view, committable(SCHEMA, partitions));
  }

  private static CommitDecision fenced(int partition, OptionalLong expected, OptionalLong found) {
    return new CommitDecision.Fenced(partition(partition), expected, found);
  }

  private static TableView table(Map<Integer, Long> offsets) {
    return table(SCHEMA, offsets(offsets));
  }

  private static TableView table(TableSchema schema, Map<String, Long> offsets) {
    return new TableView(
        new TableVersion(3),
        Optional.of(new TableDefinition(schema, List.of("day"), Map.of("x", "y"))),
        new Progress(offsets),
        Optional.empty());
  }

  private static Map<String, Long> offsets(Map<Integer, Long> byPartition) {
    Map<String, Long> offsets = new HashMap<>();
    byPartition.forEach((partition, offset) -> offsets.put(key(partition).appId(), offset));
    return offsets;
  }
}
