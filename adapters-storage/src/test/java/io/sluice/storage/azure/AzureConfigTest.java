package io.sluice.storage.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.net.URI;
import java.util.Optional;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureConfigTest {
  private static final String IDENTITY = "tenant-id = t, client-id = c, client-secret = s3cr3t";

  @Test
  void shouldHaveDefaults() {
    assertThat(read(""))
        .isEqualTo(
            new AzureConfig(
                Optional.empty(),
                AzureNamespace.AUTO,
                AzureAuth.DEFAULT_CHAIN,
                Optional.empty(),
                Optional.empty(),
                new AzureIdentity(Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                8 << 20));
  }

  @Test
  void shouldReadEveryKey() {
    Config keys =
        ConfigFactory.parseString(
            "endpoint = \"https://localhost:10000/acme/\", namespace = flat, auth = client-secret,"
                + " account-key = \"YQ==\", sas-token = \"?sv=1&sig=x\", encryption-scope = e,"
                + " part-size = 1 MiB, "
                + IDENTITY);
    assertThat(keys.root().keySet())
        .as("the keys of the block")
        .isEqualTo(
            ConfigFactory.parseResources("reference.conf")
                .getConfig("sluice.storage.azure")
                .root()
                .keySet());
    assertThat(read(keys.root().render()))
        .isEqualTo(
            new AzureConfig(
                Optional.of(URI.create("https://localhost:10000/acme")),
                AzureNamespace.FLAT,
                AzureAuth.CLIENT_SECRET,
                Optional.of("YQ=="),
                Optional.of("sv=1&sig=x"),
                new AzureIdentity(Optional.of("t"), Optional.of("c"), Optional.of("s3cr3t")),
                Optional.of("e"),
                1 << 20));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "account-key = \"YQ==\"                     | ACCOUNT_KEY",
        "sas-token = \"sv=1&sig=x\"             | SAS_TOKEN",
        "client-id = c                          | DEFAULT_CHAIN",
        "auth = managed-identity                | MANAGED_IDENTITY",
        "auth = workload-identity, client-id = c| WORKLOAD_IDENTITY",
        "auth = sas-token, account-key = \"YQ==\", sas-token = \"sig=x\" | SAS_TOKEN",
      })
  void shouldDecideWhatAutoMeans(String settings, AzureAuth auth) {
    assertThat(read(settings).auth()).isEqualTo(auth);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "auth = account-key                               | account-key: auth = account-key needs",
        "auth = sas-token                                 | sas-token: auth = sas-token needs",
        "auth = client-secret, client-id = c, client-secret = s3cr3t | tenant-id: auth =",
        "auth = client-secret, tenant-id = t, client-secret = s3cr3t | client-id: auth =",
        "auth = client-secret, tenant-id = t, client-id = c          | client-secret: auth =",
        "account-key = \"YQ==\", sas-token = \"sig=s3cr3t\"   | auth: auto cannot choose",
        "account-key = \"s3cr3t!\"                        | account-key: it is not Base64",
        "sas-token = \"s3cr3t\"                           | sas-token: it holds no signature",
        "endpoint = \"https://acme.blob.core.windows.net\"| endpoint: it is not http(s)://host",
        "endpoint = \"ftp://localhost/acme\"              | endpoint: it is not http(s)://host",
        "endpoint = \"http://localhost/acme?sig=s3cr3t\"  | endpoint: it is not http(s)://host",
        "endpoint = \"http://s3cr3t@localhost/acme\"      | endpoint: it is not http(s)://host",
        "endpoint = \"http://local host/acme?s3cr3t\"     | endpoint: it is no URL",
        "namespace = deep                                 | namespace: 'deep' is not known",
        "auth = password                                  | auth: 'password' is not known",
        "part-size = 65 MiB                               | part-size",
      })
  void shouldNameTheKeyThatIsWrong(String settings, String message) {
    assertThatThrownBy(() -> read(settings))
        .isInstanceOfSatisfying(
            SluiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION);
              assertThat(e.hint()).isNotEmpty();
            })
        .hasMessageStartingWith("Cannot use sluice.storage.azure." + message)
        .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("s3cr3t"));
  }

  @Test
  void shouldKeepSecretsToItself() {
    assertThat(
            read("account-key = c2VjcmV0, sas-token = \"sig=s3cr3t\", auth = account-key, "
                    + IDENTITY)
                .toString())
        .doesNotContain("s3cr3t", "c2VjcmV0")
        .contains("account-key");
    assertThat(read(IDENTITY).identity().toString()).doesNotContain("s3cr3t");
  }

  private static AzureConfig read(String settings) {
    String body = settings.startsWith("{") ? settings : "{" + settings + "}";
    return AzureConfig.from(
        ConfigFactory.parseString("sluice.storage.azure " + body)
            .withFallback(ConfigFactory.parseResources("reference.conf")));
  }
}
