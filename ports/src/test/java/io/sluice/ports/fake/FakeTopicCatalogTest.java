package io.sluice.ports.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.domain.commit.StartPolicy;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.record.OffsetRange;
import io.sluice.domain.record.SourcePartition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FakeTopicCatalogTest {
  private final FakeCluster cluster = new FakeCluster();
  private final FakeTopic topic = cluster.create("a", 2);
  private final FakeTopicCatalog catalog = new FakeTopicCatalog(cluster, "a");

  @Test
  void shouldKnowOffsetsAndStarts() {
    // Given
    SourcePartition partition = topic.partition(1);
    topic.append(1, "x", "y", "z").expire(1, 1);
    Instant second = Instant.ofEpochMilli(FakeTopic.FIRST_TIMESTAMP + 2);

    // When, Then
    List<SourcePartition> only = List.of(partition);
    assertThat(catalog.available(only)).isEqualTo(Map.of(partition, new OffsetRange(1, 3)));
    assertThat(catalog.starts(only, new StartPolicy.Earliest())).containsEntry(partition, 1L);
    assertThat(catalog.starts(only, new StartPolicy.Latest())).containsEntry(partition, 3L);
    assertThat(catalog.starts(only, new StartPolicy.At(second))).containsEntry(partition, 2L);
    assertThat(catalog.starts(only, new StartPolicy.At(second.plusSeconds(1))))
        .containsEntry(partition, 3L);
  }

  @Test
  void shouldGiveARecreatedTopicAnotherId() {
    // Given
    List<SourcePartition> before = catalog.partitions();

    // When
    cluster.create("a", 2);

    // Then
    assertThat(catalog.partitions()).hasSize(2).doesNotContainAnyElementsOf(before);
  }

  @Test
  void shouldRefuseAMissingTopicAndFailWhenTold() {
    // Given
    cluster.delete("a");

    // When, Then
    assertThatExceptionOfType(SluiceException.class)
        .isThrownBy(catalog::partitions)
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CONFIGURATION));
    catalog.fail(new SluiceException(ErrorCode.UNAVAILABLE, "gone", ""));
    assertThatExceptionOfType(SluiceException.class)
        .isThrownBy(() -> catalog.available(List.of()))
        .withMessage("gone");
  }
}
