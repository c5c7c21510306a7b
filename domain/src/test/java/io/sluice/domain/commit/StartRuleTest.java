package io.sluice.domain.commit;

import static io.sluice.domain.commit.Commits.PIPELINE;
import static io.sluice.domain.commit.Commits.key;
import static io.sluice.domain.commit.Commits.partition;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.SourcePartition;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartRuleTest {
  private static final OffsetRange AVAILABLE = new OffsetRange(100, 200);
  private static final long REQUESTED = 150;

  @ParameterizedTest
  @ValueSource(longs = {100, 101, 150, 200})
  void shouldResumeWhereTheTableIs(long offset) {
    for (GapPolicy policy : GapPolicy.values()) {
      assertThat(decide(policy, known(partition(0), offset)))
          .as("the start policy is only for topics that the table does not know")
          .isEqualTo(new StartDecision.Resume(offset));
    }
  }

  @Test
  void shouldStopWhereRecordsAreLost() {
    assertThat(decide(GapPolicy.STOP, known(partition(0), 99)))
        .isInstanceOfSatisfying(
            StartDecision.Refuse.class,
            refuse -> {
              assertThat(refuse.reason())
                  .contains("flights-0")
                  .contains("offset 99")
                  .contains("oldest one left is 100");
              assertThat(refuse.hint()).contains("1 records").contains("on-gap = skip");
            });
  }

  @Test
  void shouldSkipLostRecordsOnlyWhereThatIsAskedFor() {
    assertThat(decide(GapPolicy.SKIP, known(partition(0), 60)))
        .isEqualTo(new StartDecision.Skip(new OffsetRange(60, 100)));
  }

  @ParameterizedTest
  @EnumSource(GapPolicy.class)
  void shouldRefuseATopicThatEndsBeforeTheTable(GapPolicy policy) {
    assertThat(decide(policy, known(partition(0), 201)))
        .as("what comes next would not be what the table has: no skip helps")
        .isInstanceOfSatisfying(
            StartDecision.Refuse.class,
            refuse -> assertThat(refuse.reason()).contains("offset 201").contains("ends at 200"));
  }

  @ParameterizedTest
  @EnumSource(GapPolicy.class)
  void shouldBeginANewTopicWhereThePolicySays(GapPolicy policy) {
    assertThat(decide(policy, Progress.NONE)).isEqualTo(new StartDecision.Begin(REQUESTED));
  }

  @Test
  void shouldNotTakeOtherPipelinesOrTopicsForKnown() {
    // Given
    Progress others =
        new Progress(
            Map.of(
                new ProgressKey("other", partition(0)).appId(), 120L,
                new ProgressKey(PIPELINE, new SourcePartition("cluster", "trains", "t", 0)).appId(),
                    120L));

    // Then
    assertThat(decide(GapPolicy.STOP, others)).isEqualTo(new StartDecision.Begin(REQUESTED));
  }

  @ParameterizedTest
  @EnumSource(GapPolicy.class)
  void shouldBeginAnAddedPartitionAtItsVeryFirstRecord(GapPolicy policy) {
    assertThat(decide(policy, known(partition(1), 120)))
        .as("latest would lose what came in before we saw it, earliest what expired since")
        .isEqualTo(new StartDecision.Begin(0));
  }

  @Test
  void shouldStopWhereTheTopicWasMadeAnew() {
    assertThat(decide(GapPolicy.STOP, known(incarnation("cluster", "old-id", 0), 120)))
        .isInstanceOfSatisfying(
            StartDecision.Refuse.class,
            refuse -> {
              assertThat(refuse.reason())
                  .contains("deleted and created again")
                  .contains("old-id")
                  .contains("topic-id")
                  .contains("flights-0 up to offset 120")
                  .contains("flights-0 now holds [100, 200)");
              assertThat(refuse.hint()).contains("on-gap = skip");
            });
  }

  @Test
  void shouldStopWhereTheClusterIsAnother() {
    assertThat(decide(GapPolicy.STOP, known(incarnation("old-cluster", "topic-id", 0), 120)))
        .isInstanceOfSatisfying(
            StartDecision.Refuse.class,
            refuse ->
                assertThat(refuse.reason())
                    .contains("another cluster")
                    .contains("old-cluster")
                    .contains("flights-0 up to offset 120")
                    .contains("flights-0 now holds [100, 200)"));
    assertThat(decide(GapPolicy.STOP, known(incarnation("old-cluster", "old-id", 0), 120)))
        .isInstanceOf(StartDecision.Refuse.class);
  }

  @Test
  void shouldStopForAnotherTopicEvenIfAnotherPartitionIsKnownOfIt() {
    assertThat(decide(GapPolicy.STOP, known(incarnation("cluster", "old-id", 7), 120)))
        .isInstanceOf(StartDecision.Refuse.class);
  }

  @Test
  void shouldReadATopicMadeAnewFromItsBeginningWhereAskedTo() {
    assertThat(decide(GapPolicy.SKIP, known(incarnation("cluster", "old-id", 0), 120)))
        .as("not where the policy for unknown topics says")
        .isEqualTo(new StartDecision.Begin(0));
  }

  @Test
  void shouldGoOnWithATopicMadeAnewOnceItIsKnown() {
    // Given the skip was made for partition 1 before a restart
    Progress both =
        known(incarnation("cluster", "old-id", 0), 120).with(known(partition(1), 5).offsets());

    // Then
    assertThat(decide(GapPolicy.STOP, both)).isEqualTo(new StartDecision.Begin(0));
  }

  @Test
  void shouldPreferItsOwnOffsetToAnOlderIncarnations() {
    // Given
    Progress both =
        known(incarnation("cluster", "old-id", 0), 190).with(known(partition(0), 120).offsets());

    // Then
    assertThat(decide(GapPolicy.STOP, both)).isEqualTo(new StartDecision.Resume(120));
    assertThat(both.offset(key(0))).hasValue(120);
  }

  @Test
  void shouldNotBeginBeforeTheOldestRecord() {
    StartDecision decision =
        new StartRule(PIPELINE, GapPolicy.STOP).decide(Progress.NONE, partition(0), AVAILABLE, 50);

    assertThat(decision).isEqualTo(new StartDecision.Begin(100));
  }

  @Test
  void shouldHoldABeginningAgainstWhatIsLeftOfTheTopic() {
    StartRule stopping = new StartRule(PIPELINE, GapPolicy.STOP);
    StartRule skipping = new StartRule(PIPELINE, GapPolicy.SKIP);

    assertThat(stopping.resume(partition(0), 100, AVAILABLE))
        .isEqualTo(new StartDecision.Resume(100));
    assertThat(stopping.resume(partition(0), 0, AVAILABLE))
        .isInstanceOf(StartDecision.Refuse.class);
    assertThat(skipping.resume(partition(0), 0, AVAILABLE))
        .isEqualTo(new StartDecision.Skip(new OffsetRange(0, 100)));
  }

  private static StartDecision decide(GapPolicy policy, Progress progress) {
    return new StartRule(PIPELINE, policy).decide(progress, partition(0), AVAILABLE, REQUESTED);
  }

  private static SourcePartition incarnation(String cluster, String topicId, int number) {
    return new SourcePartition(cluster, "flights", topicId, number);
  }

  private static Progress known(SourcePartition partition, long offset) {
    return new Progress(Map.of(new ProgressKey(PIPELINE, partition).appId(), offset));
  }
}
