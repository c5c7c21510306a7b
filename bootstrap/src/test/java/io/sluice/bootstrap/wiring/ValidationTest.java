package io.sluice.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bootstrap.wiring.Validation.Finding;
import io.sluice.domain.commit.FlushPolicy;
import io.sluice.domain.commit.GapPolicy;
import io.sluice.domain.commit.ProgressKey;
import io.sluice.domain.commit.StartPolicy;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.schema.Field;
import io.sluice.domain.schema.PrimitiveType;
import io.sluice.domain.schema.SchemaNotation;
import io.sluice.domain.schema.TableSchema;
import io.sluice.domain.table.TableDefinition;
import io.sluice.kafka.source.DeadLetterTopicCheck;
import io.sluice.ports.application.PipelineSettings;
import io.sluice.ports.application.TableFit;
import io.sluice.ports.fake.FakeCluster;
import io.sluice.ports.fake.FakeTopic;
import io.sluice.ports.fake.FakeTopicCatalog;
import io.sluice.ports.fake.InMemoryDataFiles;
import io.sluice.ports.fake.InMemoryTable;
import io.sluice.ports.fake.InMemoryTableLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ValidationTest {
  private final FakeCluster cluster = new FakeCluster();
  private final FakeTopic topic = cluster.create("flights", 2).append(0, "a", "b", "c");
  private final FakeTopicCatalog catalog = new FakeTopicCatalog(cluster, "flights");
  private final InMemoryTable table = new InMemoryTable();
  private DeadLetterTopicCheck deadLetters = Optional::empty;

  @Test
  void shouldFindThatANewTableCanBeStarted() {
    // When
    List<Finding> findings = validate(List.of());

    // Then
    assertThat(findings)
        .extracting(finding -> finding.verdict() + " " + finding.subject() + ": " + finding.text())
        .containsExactly(
            "ok configuration: every key and value can be used",
            "ok topics: 1 with 2 partitions in all",
            "ok table: test-table not there yet, the first commit creates it",
            "ok offsets: 3 to be read");
    assertThat(table.view().version().exists()).as("nothing is written").isFalse();
  }

  @Test
  void shouldCountFromTheTablesOffsets() {
    // Given
    table.appendForeign(
        Map.of(new ProgressKey("test", topic.partition(0)).appId(), 2L),
        Optional.of(definition(List.of())),
        Optional.empty());

    // When
    List<Finding> findings = validate(List.of());

    // Then
    assertThat(findings.get(2).text()).isEqualTo("test-table at version 0");
    assertThat(findings.get(3).text()).isEqualTo("1 to be read");
  }

  @Test
  void shouldGoOnAfterAFailureAndLeaveOutWhatRestsOnIt() {
    // Given
    catalog.fail(new SluiceException(ErrorCode.UNAVAILABLE, "Cannot reach Kafka", "start it"));

    // When
    List<Finding> findings = validate(List.of());

    // Then
    assertThat(findings)
        .extracting(finding -> finding.verdict() + " " + finding.subject())
        .containsExactly("ok configuration", "failed topics", "ok table");
    assertThat(findings.get(1).failure().orElseThrow().code()).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void shouldLookForTheTopicForDeadLettersWhereTheyGoToOne() {
    // Given
    deadLetters = () -> Optional.of("topic graveyard");

    // When, Then
    assertThat(validate(List.of()))
        .extracting(finding -> finding.verdict() + " " + finding.subject() + ": " + finding.text())
        .contains("ok dead letters: topic graveyard");
  }

  @Test
  void shouldGoOnWhereThereIsNoTopicForDeadLetters() {
    // Given
    deadLetters =
        () -> {
          throw new SluiceException(ErrorCode.CONFIGURATION, "no graveyard", "create it");
        };

    // When, Then
    assertThat(validate(List.of()))
        .extracting(finding -> finding.verdict() + " " + finding.subject())
        .containsExactly(
            "ok configuration", "ok topics", "failed dead letters", "ok table", "ok offsets");
  }

  @Test
  void shouldRefuseATableOfANewerProtocol() {
    // Given
    table.appendForeign(
        Map.of(), Optional.of(definition(List.of())), Optional.of("writer version 7"));

    // When
    Finding found = validate(List.of()).get(2);

    // Then
    assertThat(found.verdict()).isEqualTo("failed");
    assertThat(found.text()).contains("writer version 7");
  }

  @Test
  void shouldRefuseATableThatIsPartitionedInAnotherWay() {
    // Given
    table.appendForeign(Map.of(), Optional.of(definition(List.of("origin"))), Optional.empty());

    // When
    Finding found = validate(List.of()).get(2);

    // Then
    assertThat(found.text()).contains("partitioned by [origin]", "sluice.table.partition-by");
  }

  @Test
  void shouldRefuseAColumnThatTheTableHasWithAnotherType() {
    // Given
    table.appendForeign(Map.of(), Optional.of(definition(List.of())), Optional.empty());

    // When
    Finding found = validate(List.of(), "origin long").get(2);

    // Then
    assertThat(found.verdict()).isEqualTo("failed");
    assertThat(found.text()).contains("column origin", "string", "long");
  }

  @Test
  void shouldRefuseToPartitionANewTableByAColumnThatIsNotThere() {
    // When
    Finding found = validate(List.of("day"), "origin string").get(2);

    // Then
    assertThat(found.text())
        .isEqualTo("Cannot partition table test-table by day: there is no such column");
  }

  @Test
  void shouldRefuseToPassOverRecordsThatAreGone() {
    // Given
    table.appendForeign(
        Map.of(new ProgressKey("test", topic.partition(0)).appId(), 1L),
        Optional.of(definition(List.of())),
        Optional.empty());
    topic.expire(0, 2);

    // When
    Finding found = validate(List.of()).get(3);

    // Then
    assertThat(found.failure().orElseThrow().code()).isEqualTo(ErrorCode.DATA_POLICY);
    assertThat(found.text()).contains("flights-0", "offset 1");
  }

  private List<Finding> validate(List<String> partitionBy, String... columns) {
    List<Field> declared = Stream.of(columns).map(SchemaNotation::parseColumn).toList();
    PipelineSettings.Table target =
        new PipelineSettings.Table(
            "test-table",
            partitionBy,
            Map.of(),
            declared.isEmpty() ? Optional.empty() : Optional.of(new TableSchema(declared)));
    PipelineSettings settings =
        new PipelineSettings(
            "test",
            new StartPolicy.Earliest(),
            GapPolicy.STOP,
            new FlushPolicy(1, 1, 1, Duration.ofSeconds(1)),
            target,
            new PipelineSettings.Limits(1, 1, Duration.ofSeconds(1)),
            true);
    List<Finding> findings = new ArrayList<>();
    TableFit fit = new TableFit(target, new InMemoryDataFiles());
    new Validation(settings, catalog, deadLetters, new InMemoryTableLog(table), fit)
        .check(findings::add);
    return findings;
  }

  private static TableDefinition definition(List<String> partitionBy) {
    return new TableDefinition(
        TableSchema.of(Field.nullable("origin", PrimitiveType.STRING)), partitionBy, Map.of());
  }
}
