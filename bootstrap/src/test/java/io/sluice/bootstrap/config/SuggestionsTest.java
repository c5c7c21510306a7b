package io.sluice.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuggestionsTest {
  @ParameterizedTest
  @CsvSource({"kitten,sitting,3", "'',abc,3", "abc,'',3", "same,same,0", "flaw,lawn,2"})
  void shouldCountEdits(String one, String other, int edits) {
    assertThat(Suggestions.distance(one, other)).isEqualTo(edits);
    assertThat(Suggestions.distance(other, one)).isEqualTo(edits);
  }

  @Test
  void shouldTakeTheClosest() {
    assertThat(
            Suggestions.closest(
                "sluice.flush.max-agee",
                Stream.of("sluice.flush.max-age", "sluice.flush.max-rows")))
        .contains("sluice.flush.max-age");
  }

  @Test
  void shouldPreferAKeyOfTheSameGroup() {
    assertThat(
            Suggestions.closest(
                "sluice.kafka.topic", Stream.of("sluice.dead-letter.topic", "sluice.kafka.topics")))
        .contains("sluice.kafka.topics");
  }

  @Test
  void shouldNotGuessWildly() {
    assertThat(Suggestions.closest("sluice.colour", Stream.of("sluice.flush.max-age"))).isEmpty();
  }
}
