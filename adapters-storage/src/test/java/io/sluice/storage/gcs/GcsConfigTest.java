package io.sluice.storage.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GcsConfigTest {
  @TempDir private Path folder;

  @Test
  void shouldTakeGooglesOwnPlacesByDefault() {
    assertThat(read(Map.of()))
        .isEqualTo(
            new GcsConfig(
                Optional.empty(),
                Optional.empty(),
                GcsAuth.APPLICATION_DEFAULT,
                Optional.empty(),
                8 << 20));
  }

  @Test
  void shouldReadEveryKey() throws IOException {
    Path file = credentials("service_account");
    assertThat(
            read(
                Map.of(
                    "endpoint", "https://storage.example:8443",
                    "project-id", "payer",
                    "auth", "service-account",
                    "credentials-file", file.toString(),
                    "part-size", "16 MiB")))
        .isEqualTo(
            new GcsConfig(
                Optional.of("https://storage.example:8443"),
                Optional.of("payer"),
                GcsAuth.SERVICE_ACCOUNT,
                Optional.of(file),
                16 << 20));
  }

  @Test
  void shouldSendPartsInTheStepsOfTheService() {
    assertThat(read(Map.of("part-size", "1100 KiB")).partSize()).isEqualTo(1 << 20);
  }

  @ParameterizedTest
  @CsvSource({"service_account,SERVICE_ACCOUNT", "external_account,WORKLOAD_IDENTITY"})
  void shouldTellWhatACredentialsFileIsFor(String type, GcsAuth auth) throws IOException {
    Path file = credentials(type);
    assertThat(read(Map.of("credentials-file", file.toString())).auth()).isEqualTo(auth);
  }

  @ParameterizedTest
  @CsvSource({"service-account", "workload-identity"})
  void shouldAskForTheCredentialsFile(String auth) {
    refused(Map.of("auth", auth), "credentials-file: auth = " + auth + " needs it");
  }

  @ParameterizedTest
  @CsvSource({"application-default", "compute-engine", "none"})
  void shouldRefuseACredentialsFileThatWouldNotBeRead(String auth) throws IOException {
    refused(
        Map.of("auth", auth, "credentials-file", credentials("service_account").toString()),
        "credentials-file: auth = " + auth + " does not read it");
  }

  @Test
  void shouldRefuseAKeyWhereAFederationIsMeant() throws IOException {
    refused(
        Map.of(
            "auth",
            "workload-identity",
            "credentials-file",
            credentials("service_account").toString()),
        "auth: credentials-file is for service-account");
  }

  @Test
  void shouldRefuseTheFileOfAGcloudLogin() throws IOException {
    refused(
        Map.of("credentials-file", credentials("authorized_user").toString()),
        "neither service_account nor external_account");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"private_key\": \"geheim\"", "{\"private_key\": \"geheim\"}", "geheim", ""})
  void shouldNeverRepeatWhatABrokenCredentialsFileHolds(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("broken.json"), content);
    assertThatThrownBy(() -> read(Map.of("credentials-file", file.toString())))
        .isInstanceOf(SluiceException.class)
        .hasMessageContaining("credentials-file")
        .hasMessageNotContaining("geheim")
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"storage.example", "gs://bucket", "https://", "https://me:secret@host", "a b"})
  void shouldRefuseAnEndpointThatIsNoAddress(String endpoint) {
    refused(Map.of("endpoint", endpoint), "endpoint: it is no http or https address");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1023 KiB", "65 MiB"})
  void shouldRefusePartsOutOfBounds(String size) {
    refused(Map.of("part-size", size), "part-size");
  }

  private void refused(Map<String, String> settings, String message) {
    assertThatThrownBy(() -> read(settings))
        .isInstanceOfSatisfying(
            SluiceException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CONFIGURATION))
        .hasMessageContaining("sluice.storage.gcs.")
        .hasMessageContaining(message)
        .hasMessageNotContaining("secret");
  }

  private Path credentials(String type) throws IOException {
    return Files.writeString(
        folder.resolve(type + ".json"),
        "{\"type\": \"" + type + "\", \"private_key\": \"-----BEGIN\\n\"}");
  }

  private static GcsConfig read(Map<String, String> settings) {
    return GcsConfig.from(
        ConfigFactory.empty()
            .withValue("sluice.storage.gcs", ConfigValueFactory.fromMap(settings))
            .withFallback(ConfigFactory.parseResources("reference.conf"))
            .resolve());
  }
}
