package io.sluice.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorageConfigTest {
  private static final Config REFERENCE = ConfigFactory.parseResources("reference.conf").resolve();

  /** With what makes every other key be read. */
  private static final Config ALL =
      ConfigFactory.parseString(
              "sluice.storage { connection.proxy.host = proxy, s3.role-arn = \"arn:aws:iam::1:role/a\" }")
          .withFallback(REFERENCE);

  static Stream<String> keys() {
    return REFERENCE.getConfig("sluice.storage").entrySet().stream()
        .map(entry -> "sluice.storage." + entry.getKey())
        .sorted();
  }

  @Test
  void shouldTakeTheDefaults() {
    // When
    StorageConfig config = StorageConfig.from(REFERENCE);

    // Then
    assertThat(config.backend()).isEqualTo(BackendChoice.AUTO);
    assertThat(config.singleWriter()).isFalse();
    assertThat(config.local().fsync()).isTrue();
    assertThat(config.connection().proxy()).isEmpty();
    assertThat(config.s3().keys()).isEmpty();
    assertThat(config.minio().endpoint()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void shouldReadEveryKeyAndNameTheOneThatIsWrong(String key) {
    Config wrong = ALL.withValue(key, ConfigValueFactory.fromIterable(List.of("x", "y")));
    assertThatThrownBy(() -> StorageConfig.from(wrong))
        .isInstanceOfSatisfying(
            SluiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
        .hasMessageContaining(key + ":");
  }

  @ParameterizedTest
  @MethodSource("keys")
  void shouldNameTheKeyThatHasNoValue(String key) {
    assertThatThrownBy(() -> StorageConfig.from(ALL.withoutPath(key)))
        .isInstanceOf(SluiceException.class)
        .hasMessageContaining(key + ": it has no value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s4", "", "S 3"})
  void shouldRefuseAnUnknownBackend(String name) {
    assertThatThrownBy(() -> StorageConfig.from(with("sluice.storage.backend", name)))
        .isInstanceOfSatisfying(
            SluiceException.class,
            e -> assertThat(e.hint()).contains("auto, local, minio, s3, azure, gcs"))
        .hasMessageContaining("sluice.storage.backend");
  }

  @Test
  void shouldWantTheEndpointOfMinio() {
    assertThatThrownBy(() -> StorageConfig.from(with("sluice.storage.backend", "minio")))
        .isInstanceOf(SluiceException.class)
        .hasMessageContaining("sluice.storage.minio.endpoint");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3.access-key = a",
        "s3.secret-key = s3cret",
        "minio.session-token = s3cret",
        "s3.endpoint = \"localhost:9000\"",
        "s3.endpoint = \"http://localhost:9000/bucket\"",
        "minio.endpoint = \"http://user:s3cret@localhost:9000\"",
        "s3.tls-ca-file = /no/such/file",
        "s3.encryption.kms-key-id = k",
        "s3.encryption.algorithm = rot13",
        "s3.part-size = 1 MiB",
        "connection.attempts = 0",
        "connection.attempts = 21",
        "connection.timeout = 0 s",
        "connection.max-connections = 1",
        "connection.proxy { host = p, port = 70000 }",
      })
  void shouldRefuseWhatCannotWork(String setting) {
    Config config =
        ConfigFactory.parseString("sluice.storage { " + setting + " }").withFallback(REFERENCE);
    assertThatThrownBy(() -> StorageConfig.from(config))
        .isInstanceOfSatisfying(
            SluiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
        .hasMessageContaining("sluice.storage.")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void shouldNeverShowASecret() {
    // Given
    Config config =
        ConfigFactory.parseString(
                """
                sluice.storage {
                  connection.proxy { host = p, username = u, password = s3cret }
                  s3 { access-key = s3cret, secret-key = s3cret, session-token = s3cret }
                  minio { access-key = s3cret, secret-key = s3cret }
                  azure { sas-token = "sig=s3cret" }
                }
                """)
            .withFallback(REFERENCE);

    // Then
    assertThat(StorageConfig.from(config).toString()).doesNotContain("s3cret");
  }

  private static Config with(String key, String value) {
    return REFERENCE.withValue(key, ConfigValueFactory.fromAnyRef(value));
  }
}
