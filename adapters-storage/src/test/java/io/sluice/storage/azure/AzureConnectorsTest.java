package io.sluice.storage.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.ClientSecretCredential;
import com.azure.identity.DefaultAzureCredential;
import com.azure.identity.ManagedIdentityCredential;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sluice.domain.error.SluiceException;
import io.sluice.ports.fake.InMemoryObjects;
import io.sluice.storage.connection.ConnectionConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AzureConnectorsTest {
  private static final String KEY = "azure.account-key = \"YQ==\"";
  private static final String SECRET =
      "azure { auth = client-secret, tenant-id = t, client-id = c, client-secret = s }";

  @Test
  void shouldTryAsOftenAndWaitAsLongAsTheOtherClient() {
    assertThat(
            settings(KEY + ", connection { attempts = 3, timeout = 7 s, connect-timeout = 2 s }"))
        .containsEntry("fs.azure.io.retry.max.retries", "2")
        .containsEntry("fs.azure.custom.token.fetch.retry.count", "0")
        .containsEntry("fs.azure.http.read.timeout", "7000")
        .containsEntry("fs.azure.http.connection.timeout", "2000")
        .containsEntry("fs.azure.enable.create.blob.idempotency", "false");
  }

  @Test
  void shouldPassTheProofOn() {
    assertThat(settings(KEY))
        .containsEntry("fs.azure.account.auth.type", "SharedKey")
        .containsEntry("fs.azure.account.key", "YQ==");
    assertThat(settings("azure.sas-token = \"sv=1&sig=x\""))
        .containsEntry("fs.azure.account.auth.type", "SAS")
        .containsEntry("fs.azure.sas.fixed.token", "sv=1&sig=x");
    assertThat(settings(""))
        .containsEntry("fs.azure.account.auth.type", "Custom")
        .containsEntry("fs.azure.account.oauth.provider.type", AzureTokenProvider.class.getName());
  }

  @Test
  void shouldLeaveItToTheServiceWhetherFoldersAreReal() {
    assertThat(settings(KEY)).doesNotContainKeys("fs.azure.account.hns.enabled");
    assertThat(settings(KEY + ", azure.namespace = hierarchical"))
        .containsEntry("fs.azure.account.hns.enabled", "true")
        .doesNotContainKey("fs.azure.fns.account.service.type");
    assertThat(settings(KEY + ", azure.namespace = flat"))
        .containsEntry("fs.azure.account.hns.enabled", "false")
        .containsEntry("fs.azure.fns.account.service.type", "BLOB");
  }

  @Test
  void shouldLeadToAnEmulator() {
    assertThat(settings(KEY + ", azure.endpoint = \"http://127.0.0.1:10000/acme\""))
        .containsEntry("fs.azure.abfs.endpoint", "127.0.0.1:10000")
        .containsEntry("fs.azure.always.use.https", "false")
        .containsEntry("fs.azure.account.hns.enabled", "false");
    assertThat(settings(KEY + ", azure.endpoint = \"https://localhost/acme\""))
        .containsEntry("fs.azure.abfs.endpoint", "localhost:443")
        .containsEntry("fs.azure.always.use.https", "true");
    assertThat(settings(KEY)).doesNotContainKeys("fs.azure.abfs.endpoint");
  }

  static Stream<Arguments> credentials() {
    return Stream.of(
        Arguments.of("", DefaultAzureCredential.class),
        Arguments.of("azure.client-id = c", DefaultAzureCredential.class),
        Arguments.of("azure.auth = managed-identity", ManagedIdentityCredential.class),
        Arguments.of(
            "azure { auth = managed-identity, client-id = c }", ManagedIdentityCredential.class),
        Arguments.of(SECRET, ClientSecretCredential.class));
  }

  @ParameterizedTest
  @MethodSource("credentials")
  void shouldHaveOneCredentialForBothClients(String settings, Class<?> type) {
    // Given
    AzureCredentials credentials = credentials(config(settings));

    // When
    TokenCredential token = credentials.token();

    // Then
    assertThat(token).isInstanceOf(type).isSameAs(credentials.token());
  }

  @Test
  void shouldTellHadoopWhyThereIsNoToken() {
    // Given
    Config config =
        config(SECRET + ", connection { attempts = 1, proxy { host = localhost, port = 1 } }");
    AzureCredentials credentials = credentials(config);
    Configuration configuration = new Configuration(false);
    configuration.set(credentials.handle().key(), credentials.handle().id());
    AzureTokenProvider provider = new AzureTokenProvider();

    // When
    provider.initialize(configuration, "acme");

    // Then
    assertThatThrownBy(provider::getAccessToken)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Cannot get a token for the store: ");
    credentials.close();
    assertThatThrownBy(() -> provider.initialize(configuration, "acme"))
        .hasMessageContaining("closed");
  }

  @Test
  void shouldSendOnlyWhatGoesToAccountsThroughTheProxy() throws IOException {
    // Given
    ProxySelector before = ProxySelector.getDefault();
    Config config = config(KEY + ", connection.proxy { host = proxy, port = 3128 }");
    AzureBackend backend =
        new AzureBackend(AzureConfig.from(config), ConnectionConfig.from(config));

    // When
    backend.connectorProperties();

    // Then
    List<Proxy> through =
        List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy", 3128)));
    ProxySelector selector = ProxySelector.getDefault();
    assertThat(selector.select(URI.create("https://a.dfs.core.windows.net/"))).isEqualTo(through);
    assertThat(selector.select(URI.create("https://a.blob.core.windows.net/"))).isEqualTo(through);
    URI other = URI.create("https://example.com/");
    assertThat(selector.select(other)).isEqualTo(before.select(other));
    backend.close();
    assertThat(ProxySelector.getDefault()).isSameAs(before);
  }

  @Test
  void shouldRefuseAProxyThatAsksForAPassword() {
    Config config =
        config(KEY + ", connection.proxy { host = proxy, username = u, password = s3cr3t }");
    AzureBackend backend =
        new AzureBackend(AzureConfig.from(config), ConnectionConfig.from(config));
    assertThatThrownBy(backend::connectorProperties)
        .isInstanceOf(SluiceException.class)
        .hasMessageContaining("sluice.storage.connection.proxy.username")
        .hasMessageNotContaining("s3cr3t");
  }

  private static Map<String, String> settings(String settings) {
    Config config = config(settings);
    return new AzureConnectors(
            AzureConfig.from(config),
            ConnectionConfig.from(config),
            credentials(config),
            new InMemoryObjects())
        .settings();
  }

  private static AzureCredentials credentials(Config config) {
    return new AzureCredentials(AzureConfig.from(config), ConnectionConfig.from(config));
  }

  private static Config config(String settings) {
    return ConfigFactory.parseString("sluice.storage { " + settings + " }")
        .withFallback(ConfigFactory.parseResources("reference.conf"))
        .resolve();
  }
}
