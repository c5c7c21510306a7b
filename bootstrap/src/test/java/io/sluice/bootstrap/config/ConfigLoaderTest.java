package io.sluice.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigLoaderTest {
  private static final KeyCatalog CATALOG =
      KeyCatalog.of(
          ConfigFactory.parseString(
              """
              sluice {
                # Its name.
                pipeline = sluice
                flush { max-rows = unlimited, max-bytes = 128 MiB, max-age = 10 s }
                kafka {
                  topics = []
                  bootstrap-servers = null
                  # Passed on.
                  properties {}
                }
                schema.columns = []
                storage.s3.secret-key = null
              }
              """));

  @TempDir private Path folder;

  @Test
  void shouldUseTheDefaultsWithoutAFile() {
    // When
    LoadedConfig loaded = load(Optional.empty(), List.of(), Map.of());

    // Then
    assertThat(loaded.config().getString("sluice.pipeline")).isEqualTo("sluice");
    assertThat(loaded.warnings()).isEmpty();
  }

  @Test
  void shouldLetArgumentsWinOverTheEnvironmentAndThatOverTheFile() throws Exception {
    // Given
    Path file = file("sluice { pipeline = file, flush.max-age = 1 s, flush.max-rows = 5 }");
    Map<String, String> environment =
        Map.of("SLUICE_PIPELINE", "environment", "SLUICE_FLUSH_MAX_AGE", "2 s");

    // When
    Config config =
        load(Optional.of(file), List.of("sluice.pipeline=argument"), environment).config();

    // Then
    assertThat(config.getString("sluice.pipeline")).isEqualTo("argument");
    assertThat(config.getDuration("sluice.flush.max-age")).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.getLong("sluice.flush.max-rows")).isEqualTo(5);
    assertThat(config.getBytes("sluice.flush.max-bytes")).isEqualTo(128L << 20);
  }

  @Test
  void shouldSplitListsFromOutsideAtCommas() {
    // When
    Config config =
        load(Optional.empty(), List.of(), Map.of("SLUICE_KAFKA_TOPICS", "a, b,,c")).config();

    // Then
    assertThat(config.getStringList("sluice.kafka.topics")).containsExactly("a", "b", "c");
  }

  @Test
  void shouldTakeListsInBracketsAndKeepTheirItemsWhole() {
    // When
    Config config =
        load(
                Optional.empty(),
                List.of("sluice.kafka.topics=[a, \"b\"]"),
                Map.of("SLUICE_SCHEMA_COLUMNS", "id long, price decimal(10,2), m map<string,long>"))
            .config();

    // Then
    assertThat(config.getStringList("sluice.kafka.topics")).containsExactly("a", "b");
    assertThat(config.getStringList("sluice.schema.columns"))
        .containsExactly("id long", "price decimal(10,2)", "m map<string,long>");
  }

  @Test
  void shouldResolveSubstitutionsWithWhatOverridesThem() throws Exception {
    // Given
    Path file = file("sluice { kafka.bootstrap-servers = ${sluice.pipeline}\":9092\" }");

    // When
    Config config = load(Optional.of(file), List.of("sluice.pipeline=broker"), Map.of()).config();

    // Then
    assertThat(config.getString("sluice.kafka.bootstrap-servers")).isEqualTo("broker:9092");
  }

  @Test
  void shouldSuggestTheKeyThatWasMeantAndSayWhereTheWrongOneStands() throws Exception {
    // Given
    Path file = file("sluice {\n  flush {\n    max-row = 5\n  }\n}");

    // When / Then
    assertFault(
        file,
        "Cannot use key sluice.flush.max-row (" + file + ":3): there is no such key",
        "did you mean sluice.flush.max-rows?");
  }

  @Test
  void shouldSayThatAWrongGroupCameFromTheCommandLine() {
    assertThatThrownBy(() -> load(Optional.empty(), List.of("sluice.flsh.x=1"), Map.of()))
        .hasMessage("Cannot use key sluice.flsh (--set sluice.flsh.x): there is no such key");
  }

  @Test
  void shouldSayThatAGroupOfFreeKeysIsNoVariable() {
    assertThat(
            load(Optional.empty(), List.of(), Map.of("SLUICE_KAFKA_PROPERTIES", "x=y")).warnings())
        .containsExactly(
            "ignored environment variable SLUICE_KAFKA_PROPERTIES: sluice.kafka.properties takes"
                + " single keys, as SLUICE_KAFKA_PROPERTIES_KEY=value");
  }

  @Test
  void shouldSuggestAKeyOfAnotherGroup() throws Exception {
    // Given
    Path file = file("sluice.topics = [a]");

    // When / Then
    assertFault(
        file,
        "Cannot use key sluice.topics (" + file + ":1): there is no such key",
        "did you mean sluice.kafka.topics?");
  }

  @Test
  void shouldRefuseKeysOutsideOfTheRoot() throws Exception {
    // Given
    Path file = file("sluce { pipeline = x }");

    // When / Then
    assertFault(
        file,
        "Cannot use key sluce (" + file + ":1): there is no such key",
        "did you mean sluice?");
  }

  @Test
  void shouldCountFurtherUnknownKeys() throws Exception {
    // Given
    Path file = file("sluice.zzzzzzzz = 1\nsluice.yyyyyyyy = 2\n");

    // When / Then
    assertFault(
        file,
        "Cannot use key sluice.zzzzzzzz ("
            + file
            + ":1): there is no such key (and 1 more like it)",
        "\"sluice config print\" shows every key");
  }

  @Test
  void shouldRefuseAValueWhereAGroupBelongs() throws Exception {
    // Given
    Path file = file("sluice.flush = 10 s");

    // When / Then
    assertFault(
        file,
        "Cannot use sluice.flush (" + file + ":1): it is a group of keys, not a text",
        "write sluice.flush { … }");
  }

  @Test
  void shouldBringFreeFormKeysIntoOneFormWhereverTheyComeFrom() throws Exception {
    // Given
    Path file =
        file(
            """
            sluice.kafka.properties {
              security.protocol = PLAINTEXT
              "client.id" = file
              fetch.min.bytes = 1
            }
            """);

    // When
    Config config =
        load(
                Optional.of(file),
                List.of("sluice.kafka.properties.client.id=argument"),
                Map.of("SLUICE_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SSL"))
            .config();

    // Then
    assertThat(config.getObject("sluice.kafka.properties").unwrapped())
        .isEqualTo(
            Map.of("security.protocol", "SSL", "client.id", "argument", "fetch.min.bytes", 1));
  }

  @Test
  void shouldReadASecretFromTheFileThatAVariableNames() throws Exception {
    // Given
    Path secret = Files.writeString(folder.resolve("secret"), "s3cr3t\n");
    Path jaas = Files.writeString(folder.resolve("jaas"), "login;\n");

    // When
    LoadedConfig loaded =
        load(
            Optional.empty(),
            List.of(),
            Map.of(
                "SLUICE_STORAGE_S3_SECRET_KEY_FILE",
                secret.toString(),
                "SLUICE_KAFKA_PROPERTIES_SASL_JAAS_CONFIG_FILE",
                jaas.toString()));

    // Then
    assertThat(loaded.config().getString("sluice.storage.s3.secret-key")).isEqualTo("s3cr3t");
    assertThat(loaded.config().getObject("sluice.kafka.properties").unwrapped())
        .isEqualTo(Map.of("sasl.jaas.config", "login;"));
    assertThat(loaded.warnings()).isEmpty();
  }

  @Test
  void shouldRefuseASecretGivenTwice() {
    // Given
    Map<String, String> environment =
        Map.of(
            "SLUICE_STORAGE_S3_SECRET_KEY",
            "topsecret",
            "SLUICE_STORAGE_S3_SECRET_KEY_FILE",
            "/somewhere");

    // When / Then
    assertThatThrownBy(() -> load(Optional.empty(), List.of(), environment))
        .isInstanceOf(SluiceException.class)
        .hasMessageContaining("both SLUICE_STORAGE_S3_SECRET_KEY and")
        .hasMessageNotContaining("topsecret");
  }

  @Test
  void shouldRefuseASecretFileThatIsNotThere() {
    // When / Then
    assertThatThrownBy(
            () ->
                load(
                    Optional.empty(),
                    List.of(),
                    Map.of("SLUICE_STORAGE_S3_SECRET_KEY_FILE", "/no/such/file")))
        .isInstanceOf(SluiceException.class)
        .hasMessage(
            "Cannot read the file that SLUICE_STORAGE_S3_SECRET_KEY_FILE names: /no/such/file");
  }

  @Test
  void shouldOnlyWarnAboutUnknownVariables() {
    // When
    LoadedConfig loaded =
        load(
            Optional.empty(),
            List.of(),
            Map.of(
                "SLUICE_SERVICE_HOST", "10.0.0.1",
                "SLUICE_FLUSH_MAXROWS", "5",
                "SLUICE_JAVA_OPTS", "-Xmx1g",
                "PATH", "/bin"));

    // Then
    assertThat(loaded.warnings())
        .containsExactly(
            "ignored environment variable SLUICE_FLUSH_MAXROWS: there is no such key (did you mean"
                + " SLUICE_FLUSH_MAX_ROWS?)",
            "ignored environment variable SLUICE_SERVICE_HOST: there is no such key");
  }

  @Test
  void shouldRefuseAMissingFile() {
    // When / Then
    Path file = folder.resolve("none.conf");
    assertFault(
        file,
        "Cannot read configuration " + file + ": there is no such file",
        "name an existing file with --config");
  }

  @Test
  void shouldSayWhereTheSyntaxIsWrongWithoutShowingTheText() throws Exception {
    // Given
    Path file = file("sluice {\n storage.s3.secret-key = abc\"topsecret\n}");

    // When / Then
    assertThatThrownBy(() -> load(Optional.of(file), List.of(), Map.of()))
        .isInstanceOfSatisfying(
            SluiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
        .hasMessageContaining(file + ": ")
        .hasMessageNotContaining("topsecret")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void shouldNameASubstitutionThatIsNotThere() throws Exception {
    // Given
    Path file = file("sluice.pipeline = ${NO_SUCH_VARIABLE_AT_ALL}");

    // When / Then
    assertThatThrownBy(() -> load(Optional.of(file), List.of(), Map.of()))
        .isInstanceOf(SluiceException.class)
        .hasMessageContaining("NO_SUCH_VARIABLE_AT_ALL")
        .hasMessageContaining(file.toString());
  }

  @Test
  void shouldRefuseAnArgumentWithoutAValueAsUsageError() {
    // When / Then
    assertThatThrownBy(() -> load(Optional.empty(), List.of("sluice.pipeline"), Map.of()))
        .isInstanceOfSatisfying(
            SluiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE));
  }

  @Test
  void shouldRefuseAnUnknownKeyInAnArgument() {
    // When / Then
    assertThatThrownBy(() -> load(Optional.empty(), List.of("sluice.flush.max-ages=5 s"), Map.of()))
        .isInstanceOf(SluiceException.class)
        .hasMessageContaining("(--set sluice.flush.max-ages)");
  }

  private void assertFault(Path file, String message, String hint) {
    assertThatThrownBy(() -> load(Optional.of(file), List.of(), Map.of()))
        .isInstanceOfSatisfying(
            SluiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION);
              assertThat(e).hasMessage(message);
              assertThat(e.hint()).isEqualTo(hint);
            });
  }

  private static LoadedConfig load(
      Optional<Path> file, List<String> settings, Map<String, String> environment) {
    return new ConfigLoader(CATALOG, environment).load(file, settings);
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("sluice.conf"), content);
  }
}
