package io.sluice.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientCheckTest {
  @ParameterizedTest
  @CsvSource({
    "linger.ms, soon",
    "delivery.timeout.ms, 29999",
    "retries, 0",
    "max.in.flight.requests.per.connection, 6",
    "compression.type, rar"
  })
  void shouldRefuseWhatTheProducerWouldRefuseLater(String name, String value) {
    // Given
    ClientCheck check = check(Map.of(name, value));

    // When, Then
    assertRefused(name, check::requireWriting);
    assertThatCode(check::requireReading)
        .as("nothing is said of a client that is not used")
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "fetch.min.bytes, -1",
    "max.poll.records, many",
    "default.api.timeout.ms, 29999",
    "metadata.max.age.ms, -5"
  })
  void shouldRefuseWhatTheOtherClientsWouldRefuseLater(String name, String value) {
    assertRefused(name, check(Map.of(name, value))::requireReading);
  }

  @ParameterizedTest
  @CsvSource({
    "linger.ms, 5",
    "request.timeout.ms, 60000",
    "delivery.timeout.ms, 30000",
    "session.timeout.ms, 10000",
    "my.plugin.url, http://x"
  })
  void shouldTakeWhatTheClientsTake(String name, String value) {
    // Given
    ClientCheck check = check(Map.of(name, value));

    // When, Then
    assertThatCode(check::requireReading).doesNotThrowAnyException();
    assertThatCode(check::requireWriting).doesNotThrowAnyException();
  }

  @Test
  void shouldTellHowLongAMemberMayBeSilent() {
    assertThat(check(Map.of()).maxPollInterval()).isEqualTo(Duration.ofMinutes(5));
    assertThat(check(Map.of("max.poll.interval.ms", "60000")).maxPollInterval())
        .isEqualTo(Duration.ofMinutes(1));
  }

  private static void assertRefused(String name, ThrowingCallable requirement) {
    assertThatExceptionOfType(SluiceException.class)
        .isThrownBy(requirement)
        .withMessageStartingWith("Cannot use sluice.kafka.properties: ")
        .withMessageContaining(name)
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CONFIGURATION))
        .satisfies(failure -> assertThat(failure.hint()).isNotEmpty());
  }

  private static ClientCheck check(Map<String, String> custom) {
    return new ClientCheck(
        new ClientProperties(List.of("kafka:9092"), "sluice-p", Duration.ofSeconds(30), custom));
  }
}
