package io.sluice.storage.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockSkewTest {
  private static final String NOON = "Sun, 01 Nov 2026 12:00:00 GMT";

  @ParameterizedTest
  @CsvSource({
    "2026-11-01T12:20:00Z, 20 minutes ahead of",
    "2026-11-01T11:40:00.900Z, 20 minutes behind",
    "2026-11-01T12:04:01Z, 4 minutes ahead of",
    "2026-11-01T13:59:59Z, 120 minutes ahead of",
    "2026-11-01T09:00:00Z, 3 hours behind",
    "1970-01-01T00:00:00Z, 20758 days behind",
  })
  void shouldSayByHowMuch(Instant now, String difference) {
    assertThat(ClockSkew.told(NOON, now))
        .hasValue("this machine's clock is " + difference + " the store's; set it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-01T12:04:00Z", "2026-11-01T11:56:00Z"})
  void shouldNotBlameAClockThatNoStoreRefuses(Instant now) {
    assertThat(ClockSkew.told(NOON, now)).isEmpty();
  }

  @Test
  void shouldSayNothingWithoutADate() {
    assertThat(ClockSkew.told(null, Instant.EPOCH)).isEmpty();
    assertThat(ClockSkew.told("yesterday", Instant.EPOCH)).isEmpty();
  }
}
