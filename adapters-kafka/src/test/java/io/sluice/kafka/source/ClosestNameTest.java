package io.sluice.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClosestNameTest {
  private static final List<String> NAMES = List.of("orders", "flights", "flights-dead", "f");

  @Test
  void shouldFindWhatDiffersLeast() {
    assertThat(ClosestName.to("fligths", NAMES)).contains("flights");
    assertThat(ClosestName.to("FLIGHTS", NAMES)).contains("flights");
    assertThat(ClosestName.to("order", NAMES)).contains("orders");
    assertThat(ClosestName.to("flight-dead", NAMES)).contains("flights-dead");
  }

  @Test
  void shouldNotGuessWildly() {
    assertThat(ClosestName.to("payments", NAMES)).isEmpty();
    assertThat(ClosestName.to("x", NAMES)).isEmpty();
    assertThat(ClosestName.to("flights", List.of())).isEmpty();
  }
}
