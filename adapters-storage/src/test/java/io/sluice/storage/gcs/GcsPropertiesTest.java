package io.sluice.storage.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.storage.connection.ConnectionConfig;
import io.sluice.storage.connection.ConnectionConfig.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GcsPropertiesTest {
  private static final ConnectionConfig CONNECTION =
      new ConnectionConfig(4, Duration.ofSeconds(60), Duration.ofSeconds(10), 64, Optional.empty());

  @ParameterizedTest
  @CsvSource({
    "APPLICATION_DEFAULT, APPLICATION_DEFAULT",
    "COMPUTE_ENGINE, COMPUTE_ENGINE",
    "NONE, UNAUTHENTICATED"
  })
  void shouldSayHowToProveWhoOneIs(GcsAuth auth, String type) {
    assertThat(GcsProperties.of(config(auth, Optional.empty()), CONNECTION))
        .containsEntry("fs.gs.auth.type", type)
        .doesNotContainKeys(
            "fs.gs.auth.service.account.json.keyfile",
            "fs.gs.auth.workload.identity.federation.credential.config.file");
  }

  @Test
  void shouldHandOverTheCredentialsFile() {
    Optional<Path> file = Optional.of(Path.of("/run/secrets/key.json"));
    assertThat(GcsProperties.of(config(GcsAuth.SERVICE_ACCOUNT, file), CONNECTION))
        .containsEntry("fs.gs.auth.type", "SERVICE_ACCOUNT_JSON_KEYFILE")
        .containsEntry("fs.gs.auth.service.account.json.keyfile", "/run/secrets/key.json");
    assertThat(GcsProperties.of(config(GcsAuth.WORKLOAD_IDENTITY, file), CONNECTION))
        .containsEntry("fs.gs.auth.type", "WORKLOAD_IDENTITY_FEDERATION_CREDENTIAL_CONFIG_FILE")
        .containsEntry(
            "fs.gs.auth.workload.identity.federation.credential.config.file",
            "/run/secrets/key.json");
  }

  @Test
  void shouldBoundTheConnectorsOwnRetries() {
    assertThat(GcsProperties.of(config(GcsAuth.NONE, Optional.empty()), CONNECTION))
        .containsEntry("fs.gs.http.max.retry", "3")
        .containsEntry("fs.gs.http.read-timeout", "60000")
        .containsEntry("fs.gs.http.connect-timeout", "10000")
        .doesNotContainKeys("fs.gs.proxy.address", "fs.gs.requester.pays.mode");
  }

  @Test
  void shouldNameTheProxyAndItsUser() {
    Map<String, String> properties =
        GcsProperties.of(
            config(GcsAuth.NONE, Optional.empty()),
            behind(new Proxy("proxy", 3128, Optional.of("user"), Optional.of("word"))));
    assertThat(properties)
        .containsEntry("fs.gs.proxy.address", "proxy:3128")
        .containsEntry("fs.gs.proxy.username", "user")
        .containsEntry("fs.gs.proxy.password", "word");
  }

  @Test
  void shouldLeaveAPasswordWithoutAUserOut() {
    assertThat(
            GcsProperties.of(
                config(GcsAuth.NONE, Optional.empty()),
                behind(new Proxy("proxy", 3128, Optional.empty(), Optional.of("word")))))
        .containsEntry("fs.gs.proxy.address", "proxy:3128")
        .doesNotContainKeys("fs.gs.proxy.username", "fs.gs.proxy.password");
  }

  @Test
  void shouldLetAProjectPay() {
    GcsConfig config =
        new GcsConfig(
            Optional.empty(), Optional.of("payer"), GcsAuth.NONE, Optional.empty(), 8 << 20);
    assertThat(GcsProperties.of(config, CONNECTION))
        .containsEntry("fs.gs.requester.pays.mode", "ENABLED")
        .containsEntry("fs.gs.requester.pays.project.id", "payer");
  }

  private static ConnectionConfig behind(Proxy proxy) {
    return new ConnectionConfig(
        4, Duration.ofSeconds(60), Duration.ofSeconds(10), 64, Optional.of(proxy));
  }

  private static GcsConfig config(GcsAuth auth, Optional<Path> file) {
    return new GcsConfig(Optional.empty(), Optional.empty(), auth, file, 8 << 20);
  }
}
