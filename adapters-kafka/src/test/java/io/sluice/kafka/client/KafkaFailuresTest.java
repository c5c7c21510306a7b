package io.sluice.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.security.auth.login.LoginException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaFailuresTest {
  private final KafkaFailures failures = new KafkaFailures(List.of("one:9092", "two:9092"));

  @ParameterizedTest
  @MethodSource({"sorted", "constructing"})
  void shouldSortByWhatToDo(Throwable failure, ErrorCode code, String message, String hint) {
    // When
    SluiceException described = failures.describe("read topic a", failure);

    // Then
    assertThat(described.code()).isEqualTo(code);
    assertThat(described).hasMessage(message);
    assertThat(described.hint()).contains(hint);
  }

  static Stream<Arguments> sorted() {
    String unreachable = "Cannot reach Kafka at one:9092,two:9092: ";
    return Stream.of(
        Arguments.of(
            new TimeoutException("no node"),
            ErrorCode.UNAVAILABLE,
            unreachable + "no node",
            "runs"),
        Arguments.of(
            new ConfigException("No resolvable bootstrap urls given in bootstrap.servers"),
            ErrorCode.UNAVAILABLE,
            unreachable + "No resolvable bootstrap urls given in bootstrap.servers",
            "bootstrap-servers"),
        Arguments.of(
            new SaslAuthenticationException("bad password"),
            ErrorCode.PERMISSION,
            "Cannot log in to Kafka at one:9092,two:9092: bad password",
            "sasl.*"),
        Arguments.of(
            new TopicAuthorizationException("no", Set.of("a")),
            ErrorCode.PERMISSION,
            "Cannot read topic a: no",
            "READ"),
        Arguments.of(
            new GroupAuthorizationException("no"),
            ErrorCode.PERMISSION,
            "Cannot read topic a: no",
            "group"),
        Arguments.of(
            new UnknownTopicOrPartitionException("none"),
            ErrorCode.CONFIGURATION,
            "Cannot read topic a: none",
            "name"),
        Arguments.of(
            new InvalidTopicException("odd"),
            ErrorCode.CONFIGURATION,
            "Cannot read topic a: odd",
            "name"),
        Arguments.of(
            new RecordTooLargeException("big"),
            ErrorCode.CONFIGURATION,
            "Cannot read topic a: big",
            "max.message.bytes"),
        Arguments.of(
            new InconsistentGroupProtocolException("other assignor"),
            ErrorCode.CONFIGURATION,
            "Cannot read topic a: other assignor",
            "properties"),
        Arguments.of(
            new CorruptRecordException("crc"), ErrorCode.TEMPORARY, "Cannot read topic a: crc", ""),
        Arguments.of(
            new IllegalStateException("how"), ErrorCode.BUG, "Cannot read topic a: how", ""));
  }

  static Stream<Arguments> constructing() {
    return Stream.of(
        Arguments.of(
            new KafkaException(
                "Failed to create new KafkaAdminClient",
                new KafkaException(new LoginException("No LoginModule found for a.B"))),
            ErrorCode.PERMISSION,
            "Cannot read topic a: the login failed: No LoginModule found for a.B",
            "sasl.jaas.config"),
        Arguments.of(
            new KafkaException(
                new LoginException(
                    "org.apache.kafka.common.KafkaException: java.net.ConnectException: Connection"
                        + " refused\n\tat a.B.c(B.java:1)")),
            ErrorCode.UNAVAILABLE,
            "Cannot read topic a: the login failed: Connection refused",
            "token's endpoint"),
        Arguments.of(
            new KafkaException(
                "Failed to create new KafkaAdminClient",
                new KafkaException(
                    "Failed to load SSL keystore /a.p12 of type JKS",
                    new AccessDeniedException("/a.p12"))),
            ErrorCode.CONFIGURATION,
            "Cannot read topic a: Failed to load SSL keystore /a.p12 of type JKS: this user may not"
                + " read the file",
            "ssl.*"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"max.request.size", "buffer.memory"})
  void shouldNameTheClientsOwnLimits(String property) {
    // Given
    RecordTooLargeException failure =
        new RecordTooLargeException("larger than 9, the value of the " + property);

    // When
    SluiceException described = failures.describe("write", failure);

    // Then
    assertThat(described.code()).isEqualTo(ErrorCode.CONFIGURATION);
    assertThat(described.hint()).isEqualTo("raise " + property + " under sluice.kafka.properties");
  }

  @Test
  void shouldLookBehindWrappers() {
    // Given
    SaslAuthenticationException cause = new SaslAuthenticationException("bad password");
    KafkaException wrapped = new KafkaException("Failed to construct kafka consumer", cause);

    // When
    SluiceException described = failures.describe("join", new ExecutionException(wrapped));

    // Then
    assertThat(described.code()).isEqualTo(ErrorCode.PERMISSION);
    assertThat(described).hasCause(cause);
  }

  @Test
  void shouldLeaveADescribedFailureAsItIs() {
    // Given
    SluiceException described = new SluiceException(ErrorCode.STORAGE, "full", "");

    // When, Then
    assertThat(failures.describe("read", new ExecutionException(described))).isSameAs(described);
  }

  @Test
  void shouldKeepToOneLine() {
    assertThat(KafkaFailures.oneLine(new KafkaException("\n  first\nsecond"))).isEqualTo("first");
    assertThat(KafkaFailures.oneLine(new TimeoutException())).isEqualTo("TimeoutException");
  }
}
