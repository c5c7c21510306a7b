package io.sluice.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.time.Duration;
import java.util.HashMap;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PLAIN         |                                                               | sasl.jaas.config is missing
          SCRAMBLED     | scram.ScramLoginModule required username="a" password="geheim"; | sasl.mechanism is SCRAMBLED
          PLAIN         | scram.ScramLoginModule required username="a" password="geheim"; | sasl.mechanism is PLAIN
          SCRAM-SHA-512 | plain.PlainLoginModule required username="a" password="geheim"; | for PLAIN
          PLAIN         | plain.PlainLoginModule required;                                | no username or no password
          PLAIN         | plain.PlainLoginModule required username="a" password="geheim"  | semicolon
          PLAIN         | plain.PlainLoginModule required username=a password=so geheim;  | quotes
          PLAIN         | plain.PlainLoginModule password="geheim";                       | required
          """)
  void shouldRefuseALoginThatCannotComeAbout(String mechanism, String module, String said) {
    // Given
    Map<String, String> login = new HashMap<>();
    login.put("security.protocol", "sasl_ssl");
    login.put("sasl.mechanism", mechanism);
    if (module != null) {
      login.put("sasl.jaas.config", "org.apache.kafka.common.security." + module);
    }
    ClientCheck check = check(login);

    // When, Then
    for (ThrowingCallable requirement :
        List.<ThrowingCallable>of(check::requireReading, check::requireWriting)) {
      assertThatExceptionOfType(SluiceException.class)
          .isThrownBy(requirement)
          .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CONFIGURATION))
          .satisfies(
              failure -> assertThat(failure.getMessage() + " " + failure.hint()).contains(said))
          .satisfies(
              failure ->
                  assertThat(failure + failure.hint()).as("no secret").doesNotContain("geheim"))
          .withNoCause();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PLAIN         | org.apache.kafka.common.security.plain.PlainLoginModule required username="a" password="b";
          SCRAM-SHA-256 | org.apache.kafka.common.security.scram.ScramLoginModule required username="a" password="b";
          OAUTHBEARER   | org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;
          AWS_MSK_IAM   | software.amazon.msk.auth.iam.IAMLoginModule required;
          """)
  void shouldTakeALoginThatMayComeAbout(String mechanism, String jaas) {
    // Given
    ClientCheck check =
        check(
            Map.of(
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                mechanism,
                "sasl.jaas.config",
                jaas));

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
