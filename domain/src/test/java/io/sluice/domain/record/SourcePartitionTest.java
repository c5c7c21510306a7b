package io.sluice.domain.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SourcePartitionTest {
  @Test
  void shouldTellIncarnationsAndClustersApart() {
    // Given
    SourcePartition partition = new SourcePartition("c", "t", "id", 0);

    // Then
    assertThat(partition)
        .isNotEqualTo(new SourcePartition("c", "t", "id2", 0))
        .isNotEqualTo(new SourcePartition("c2", "t", "id", 0))
        .isNotEqualTo(new SourcePartition("c", "t2", "id", 0))
        .isNotEqualTo(new SourcePartition("c", "t", "id", 1))
        .isEqualTo(new SourcePartition("c", "t", "id", 0));
  }

  @Test
  void shouldSortByTopicThenNumberConsistentlyWithEquals() {
    // Given
    SourcePartition two = new SourcePartition("c", "t", "id", 2);
    SourcePartition ten = new SourcePartition("c", "t", "id", 10);
    SourcePartition other = new SourcePartition("c", "a", "zz", 99);
    SourcePartition later = new SourcePartition("c", "t", "je", 2);
    SourcePartition elsewhere = new SourcePartition("d", "t", "id", 2);

    // Then
    assertThat(List.of(ten, elsewhere, later, two, other).stream().sorted())
        .containsExactly(other, two, elsewhere, later, ten);
    assertThat(two.compareTo(new SourcePartition("c", "t", "id", 2))).isZero();
    assertThat(two.compareTo(elsewhere)).isNotZero();
  }

  @Test
  void shouldPrintAsKafkaDoes() {
    assertThat(new SourcePartition("c", "flights", "id", 7)).hasToString("flights-7");
  }

  @Test
  void shouldRefuseANegativeNumber() {
    assertThatThrownBy(() -> new SourcePartition("c", "t", "id", -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
