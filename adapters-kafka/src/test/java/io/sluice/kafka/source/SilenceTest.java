package io.sluice.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class SilenceTest {
  private double bytes;
  private long nanos = Long.MAX_VALUE - 5;

  @Test
  void shouldTellHowLongNothingWasHeard() {
    // Given
    Silence silence = silence("consumer-metrics", "incoming-byte-total");
    bytes = 10;
    assertThat(silence.tooLong()).isEmpty();

    // When, Then
    pass(Silence.TOLERATED.minusMillis(1));
    assertThat(silence.tooLong()).isEmpty();
    pass(Duration.ofMillis(1));
    assertThat(silence.tooLong()).contains(Silence.TOLERATED);
    pass(Duration.ofMinutes(1));
    assertThat(silence.tooLong()).contains(Silence.TOLERATED.plusMinutes(1));
  }

  @Test
  void shouldBeOverWithTheFirstByte() {
    // Given
    Silence silence = silence("consumer-metrics", "incoming-byte-total");
    pass(Silence.TOLERATED.plusSeconds(1));
    assertThat(silence.tooLong()).as("the first look").isEmpty();
    pass(Silence.TOLERATED.plusSeconds(1));
    assertThat(silence.tooLong()).isPresent();

    // When
    bytes++;

    // Then
    assertThat(silence.tooLong()).isEmpty();
  }

  @Test
  void shouldNotTakeTheBytesOfOneBrokerForAll() {
    Silence silence = silence("consumer-node-metrics", "incoming-byte-total");
    pass(Duration.ofHours(1));
    assertThat(silence.tooLong()).isEmpty();
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  private Silence silence(String group, String name) {
    MetricName metricName = new MetricName(name, group, "", Map.of());
    Metric metric =
        new Metric() {
          @Override
          public MetricName metricName() {
            return metricName;
          }

          @Override
          public Object metricValue() {
            return bytes;
          }
        };
    return new Silence(Map.of(metricName, metric), () -> nanos);
  }
}
