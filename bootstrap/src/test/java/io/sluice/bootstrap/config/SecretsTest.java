package io.sluice.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sluice.kafka.properties.sasl.jaas.config",
        "sluice.kafka.properties.ssl.keystore.password",
        "sluice.kafka.properties.ssl.keystore.key",
        "sluice.storage.s3.secret-key",
        "sluice.storage.s3.session-token",
        "sluice.storage.azure.account-key",
        "sluice.storage.azure.connection-string",
        "sluice.kafka.properties.basic.auth.user.info",
      })
  void shouldKnowASecretByItsName(String path) {
    assertThat(Secrets.isSecret(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sluice.pipeline",
        "sluice.kafka.topics",
        "sluice.kafka.properties.key.deserializer",
        "sluice.kafka.properties.sasl.oauthbearer.token.endpoint.url",
        "sluice.table.partition-by",
        "sluice.storage.gcs.credentials-file",
        "sluice.storage.s3.encryption.kms-key-id",
      })
  void shouldLeaveTheRestReadable(String path) {
    assertThat(Secrets.isSecret(path)).isFalse();
  }

  @Test
  void shouldMaskSecretsInEveryPrintedForm() {
    // Given
    Config config =
        ConfigFactory.parseString(
            """
            sluice {
              pipeline = visible
              storage.s3 { secret-key = topsecret, session-token = null, access-key = "" }
              kafka.properties { "sasl.jaas.config" = "password=topsecret;", "client.id" = me }
              tokens = [topsecret]
              endpoint = "http://user:topsecret@host/path"
              kafka.properties."schema.url" = "https://a/b?sv=1&sig=topsecret&x=y"
              signed = "https://a/b?X-Amz-Signature=topsecret"
              location = "abfss://box@account.dfs.core.windows.net/t"
            }
            """);

    // When
    String hocon = ConfigPrinter.hocon(config);
    String commented = ConfigPrinter.commentedHocon(config);
    String json = ConfigPrinter.json(config);

    // Then
    assertThat(hocon + commented + json).doesNotContain("topsecret");
    assertThat(hocon).contains("visible", "********", "me", "http://********@host/path");
    assertThat(hocon)
        .contains("?sv=1&sig=********&x=y", "abfss://box@account.dfs.core.windows.net/t");
    assertThat(json).contains("\"session-token\" : null", "\"access-key\" : \"\"");
  }

  @Test
  void shouldPrintOnlyWhatIsOurs() {
    // Given
    Config config = ConfigFactory.parseString("java.home = x, sluice.pipeline = y");

    // When / Then
    assertThat(ConfigPrinter.hocon(config)).contains("pipeline").doesNotContain("java");
  }

  @Test
  void shouldPrintWhatCanBeReadBack() {
    // Given
    Config config = KeyCatalog.ofClassPath().defaults();

    // When
    Config again = ConfigFactory.parseString(ConfigPrinter.commentedHocon(config));

    // Then
    assertThat(again.root().get("sluice")).isEqualTo(config.root().get("sluice"));
  }
}
