package io.sluice.bootstrap.demo;

import static java.lang.System.lineSeparator;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bootstrap.demo.ProgressDisplay.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BarDisplayTest {
  @Test
  void shouldFitATerminalOf80Columns() {
    assertThat(BarDisplay.line("flights", snapshot(12_345, 3), 79))
        .isEqualTo(
            "flights  45% [==========>              ] 12,345/27,004 2,239 events/s 3 commits")
        .hasSize(79);
  }

  @Test
  void shouldFillTheLineAtTheEnd() {
    assertThat(BarDisplay.line("flights", snapshot(27_004, 1), 66))
        .isEqualTo("flights 100% [=============] 27,004/27,004 2,239 events/s 1 commit");
  }

  @ParameterizedTest
  @ValueSource(ints = {79, 119})
  void shouldKeepABarOfFifteenHoweverLongTheNameIs(int width) {
    String line = BarDisplay.line("a-name-that-is-".repeat(9), snapshot(1_000, 12), width);
    assertThat(line).hasSize(width).containsPattern("\\[[=> ]{13,}]").endsWith("12 commits");
  }

  @Test
  void shouldSayWhatItWaitsForInsteadOfZeros() {
    Snapshot waiting =
        new Snapshot(27_004, 9, 9_000, 0, 0, Optional.of("waiting for the first commit"));
    assertThat(BarDisplay.line("flights", waiting, 79))
        .startsWith("flights  33% [===")
        .endsWith("9,000/27,004 waiting for the first commit")
        .doesNotContain("events/s");
  }

  @Test
  void shouldDrawTheLastMomentWhenItIsClosed() {
    // Given
    ByteArrayOutputStream drawn = new ByteArrayOutputStream();
    PrintStream terminal = new PrintStream(drawn, true, StandardCharsets.UTF_8);

    // When
    try (BarDisplay display = new BarDisplay("flights", terminal, 80)) {
      display.show(snapshot(0, 1));
      display.show(snapshot(15_000, 7));
    }

    // Then
    String last = BarDisplay.line("flights", snapshot(15_000, 7), 79);
    assertThat(drawn.toString(StandardCharsets.UTF_8)).endsWith(last + "\r" + lineSeparator());
  }

  private static Snapshot snapshot(long stored, long commits) {
    return new Snapshot(27_004, 20_000, stored, commits, 2_239, Optional.empty());
  }
}
