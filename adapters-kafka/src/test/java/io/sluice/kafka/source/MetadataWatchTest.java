package io.sluice.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.apache.kafka.common.ClusterResource;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class MetadataWatchTest {
  private final MetadataWatch watch = new MetadataWatch();

  @Test
  void shouldTellOfAnUpdateOnceAndAgainWhenAsked() {
    // Given
    assertThat(watch.takeUpdated()).isFalse();

    // When
    watch.onUpdate(new ClusterResource("c"));

    // Then
    assertThat(watch.takeUpdated()).isTrue();
    assertThat(watch.takeUpdated()).isFalse();
    watch.repeat();
    assertThat(watch.takeUpdated()).isTrue();
  }

  @Test
  void shouldHandOnTheBytesAsTheyAre() {
    // Given
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {1, 2});

    // When, Then
    assertThat(watch.deserialize("a", new RecordHeaders(), bytes)).isSameAs(bytes);
  }
}
