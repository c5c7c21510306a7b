package io.sluice.domain.commit;

import static io.sluice.domain.commit.Commits.PIPELINE;
import static io.sluice.domain.commit.Commits.key;
import static io.sluice.domain.commit.Commits.partition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.record.SourcePartition;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {
  @Test
  void shouldNameEveryPartOfAKey() {
    assertThat(key(7).appId()).isEqualTo("sluice/flights-to-lake/cluster/flights/topic-id/7");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 42, 999_999_999})
  void shouldReadBackItsOwnKeys(int number) {
    assertThat(ProgressKey.parse(key(number).appId())).contains(key(number));
  }

  @Test
  void shouldReadBackWhateverKafkaAllowsInAName() {
    ProgressKey key =
        new ProgressKey(
            "a.b_c-D9", new SourcePartition("4L6g3nShT-eMCtK--X86sw", "my.topic_-1", "x_Y-", 3));
    assertThat(ProgressKey.parse(key.appId())).contains(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "spark-stream-7",
        "sluice",
        "sluice/p/c/t/i",
        "sluice/p/c/t/i/1/2",
        "sluice/p/c/t/i/",
        "sluice/p/c/t/i/x",
        "sluice/p/c/t/i/-1",
        "sluice/p/c/t/i/01",
        "sluice/p/c/t/i/9999999999",
        "sluice/p q/c/t/i/1",
        "sluice//c/t/i/1",
        "Sluice/p/c/t/i/1",
        "xsluice/p/c/t/i/1"
      })
  void shouldLeaveOtherApplicationsAlone(String appId) {
    assertThat(ProgressKey.parse(appId)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "ü", "a:b"})
  void shouldRefuseOtherPipelineNames(String name) {
    assertThat(ProgressKey.isPipelineName(name)).isFalse();
    assertThatThrownBy(() -> new ProgressKey(name, partition(0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefusePipelineNamesOfMoreThan128Letters() {
    assertThat(ProgressKey.isPipelineName("x".repeat(128))).isTrue();
    assertThat(ProgressKey.isPipelineName("x".repeat(129))).isFalse();
  }

  @Test
  void shouldRefuseSlashesThatWouldMakeTwoKeysOne() {
    for (SourcePartition partition :
        new SourcePartition[] {
          new SourcePartition("c/t", "i", "x", 0),
          new SourcePartition("c", "t/i", "x", 0),
          new SourcePartition("c", "t", "i/x", 0)
        }) {
      assertThatThrownBy(() -> new ProgressKey("p", partition))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shouldKnowOffsetsByEveryPartOfTheKey() {
    // Given
    Progress progress = new Progress(Map.of(key(0).appId(), 7L));

    // Then
    assertThat(progress.offset(key(0))).hasValue(7);
    assertThat(progress.offset(key(1))).isEmpty();
    assertThat(progress.offset(new ProgressKey("other", partition(0)))).isEmpty();
    assertThat(
            progress.offset(
                new ProgressKey(PIPELINE, new SourcePartition("cluster", "flights", "new", 0))))
        .as("the topic was made anew")
        .isEmpty();
    assertThat(
            progress.offset(
                new ProgressKey(PIPELINE, new SourcePartition("other", "flights", "topic-id", 0))))
        .as("another cluster")
        .isEmpty();
  }

  @Test
  void shouldKnowThePartitionsOfATopicOfThisPipeline() {
    // Given
    SourcePartition before = new SourcePartition("cluster", "flights", "old-id", 1);
    Progress progress =
        new Progress(
            Map.of(
                key(3).appId(),
                1L,
                key(0).appId(),
                2L,
                new ProgressKey(PIPELINE, before).appId(),
                3L,
                new ProgressKey("other", partition(5)).appId(),
                4L,
                new ProgressKey(PIPELINE, new SourcePartition("c", "trains", "i", 9)).appId(),
                5L,
                "spark-7",
                6L));

    // Then
    assertThat(progress.known(PIPELINE, "flights"))
        .containsExactly(partition(0), before, partition(3));
  }

  @Test
  void shouldBeOverlaidByALaterEntry() {
    // Given
    Progress progress = new Progress(Map.of("a", 1L, "b", 2L));

    // Then
    assertThat(progress.with(Map.of("b", 5L, "c", 0L)).offsets())
        .isEqualTo(Map.of("a", 1L, "b", 5L, "c", 0L));
    assertThat(progress.with(Map.of("b", 1L)).offsets())
        .as("what the entry says, even where it goes back: the fence has to see it")
        .containsEntry("b", 1L);
    assertThat(progress.with(Map.of())).isSameAs(progress);
    assertThat(progress.offsets()).containsEntry("b", 2L);
  }
}
