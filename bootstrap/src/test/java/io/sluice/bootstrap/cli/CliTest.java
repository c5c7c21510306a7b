package io.sluice.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CliTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "run --help",
        "demo --help",
        "ingest-api --help",
        "website --help",
        "validate -h",
        "config --help",
        "config print --help",
        "table --help",
        "table describe --help",
        "table read --help",
        "table verify --help",
        "reconcile --help",
        "version --help"
      })
  void shouldHelp(String arguments) {
    assertThat(run(arguments)).isZero();
    assertThat(said()).startsWith("Usage: sluice");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldListExitCodes() {
    // When
    run("--help");

    // Then
    assertThat(said()).contains("65", "69", "74", "75", "77", "78");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "frobnicate",
        "run --nope",
        "table",
        "config",
        "table read",
        "table read x --limit many",
        "table read x --output xml",
        "table read x --limit -1",
        "table describe x --output csv",
        "table verify x --output csv",
        "demo --rate 0",
        "reconcile --from yesterday",
        "reconcile --settle soon",
        "reconcile --settle -5m",
        "reconcile --from 2026-01-02T00:00:00Z --to 2026-01-01T00:00:00Z"
      })
  void shouldRefuseWhatItDoesNotUnderstandWithALineAndAHint(String arguments) {
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(2);
    assertThat(err.toString()).startsWith("sluice: ").contains("hint: ");
    assertThat(said()).isEmpty();
  }

  @Test
  void shouldSuggestTheOptionThatWasMeant() {
    // When
    run("run --confg x");

    // Then
    assertThat(err.toString()).contains("did you mean --config?");
  }

  @Test
  void shouldNotSpeakOfJavasTypes() {
    run("table read x --limit abc");
    assertThat(err.toString()).contains("'abc' is not a number");
  }

  @Test
  void shouldNameTheChoicesAsTheyAreWritten() {
    run("table read x -o xml");
    assertThat(err.toString()).contains("'--output': 'xml' is none of table, json, csv");
  }

  @Test
  void shouldSayThatAFolderIsNoConfiguration() {
    assertThat(run("run --config " + folder)).isEqualTo(78);
    assertThat(err.toString()).contains("it is a folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"366d", "100000000000d", "-1s"})
  void shouldRefuseToWaitForEventsLongerThanAYearOrLessThanNotAtAll(String settle) {
    assertThat(run("reconcile --settle=" + settle)).isEqualTo(2);
    assertThat(err.toString()).contains("--settle");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "validate", "reconcile"})
  void shouldSayWhereTheTablesLocationCanComeFrom(String command) {
    assertThat(run(command)).isEqualTo(78);
    assertThat(err.toString())
        .contains("sluice.table.location: it is not set", "--config FILE", "--set");
  }

  @Test
  void shouldShowVersions() {
    assertThat(run("version")).isZero();
    assertThat(said()).startsWith("sluice ").contains("Java ");
  }

  @Test
  void shouldPrintTheEffectiveConfiguration() {
    assertThat(run("config print --set sluice.pipeline=flights")).isZero();
    assertThat(said()).contains("pipeline=flights");
  }

  @Test
  void shouldPrintTheConfigurationAsJson() {
    assertThat(run("config print --output json")).isZero();
    assertThat(said()).startsWith("{").contains("\"pipeline\" : \"sluice\"");
  }

  @Test
  void shouldPrintWhatKeysMeanOnDemand() {
    assertThat(run("config print --comments")).isZero();
    assertThat(said()).contains("# Names this flow");
  }

  @Test
  void shouldMaskSecretsOfAFile() throws Exception {
    // Given
    Path file =
        Files.writeString(
            folder.resolve("s.conf"),
            "sluice.kafka.properties { sasl.jaas.config = \"password=topsecret\" }");

    // When
    int code = run("config print --config " + file);

    // Then
    assertThat(code).isZero();
    assertThat(said() + err).doesNotContain("topsecret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"run", "validate", "ingest-api", "config print", "table describe somewhere"})
  void shouldRefuseAWrongConfigurationEverywhere(String command) {
    assertThat(run(command + " --set sluice.nope=1")).isEqualTo(78);
    assertThat(err.toString().lines()).hasSize(2);
  }

  @Test
  void shouldNameTheFileThatIsMissing() {
    assertThat(run("run --config " + folder.resolve("none.conf"))).isEqualTo(78);
    assertThat(err.toString()).contains(folder.resolve("none.conf").toString(), "no such file");
  }

  @Test
  void shouldSayThatALocationIsNoTable() {
    assertThat(run("table describe " + folder.resolve("none"))).isEqualTo(78);
    assertThat(err.toString().lines()).hasSize(2);
    assertThat(folder.resolve("none")).as("nothing is written").doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "table verify hdfs://b/x",
        "table read oss://b/x",
        "table describe http://h/x",
        "validate --set sluice.table.location=hdfs://b/x --set sluice.kafka.topics=a",
        "run --set sluice.table.location=ftp://b/x --set sluice.kafka.topics=a"
      })
  void shouldSayInOneLineThatASchemeHasNoBackend(String command) {
    assertThat(run(command)).isEqualTo(78);
    assertThat(err.toString().lines()).hasSize(2);
    assertThat(err.toString()).startsWith("sluice: Cannot open the table's location: no backend");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "version", "config print"})
  void shouldFailWhereItsOutputCannotBeWritten(String command) {
    assertThat(run(failing("No space left on device"), command)).isEqualTo(74);
    assertThat(err.toString().lines()).hasSize(2);
    assertThat(err.toString()).startsWith("sluice: Cannot write to standard output: No space left");
  }

  @Test
  void shouldBeQuietWhenItsReaderHasSeenEnough() {
    assertThat(run(failing("Broken pipe"), "config print")).isZero();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldSayThatThereIsNoHotStore() {
    assertThat(run("reconcile --set sluice.table.location=" + folder)).isEqualTo(78);
    assertThat(err.toString()).contains("Cannot use sluice.hot.url: it is not set");
  }

  @Test
  void shouldShowAStackTraceOnDemand() {
    assertThat(run("table describe --debug " + folder.resolve("none"))).isEqualTo(78);
    assertThat(err.toString()).contains("\tat ");
  }

  private int run(String arguments) {
    return run(out, arguments);
  }

  private int run(OutputStream target, String arguments) {
    return new Cli(new StandardOutput(target), new PrintWriter(err))
        .run(arguments.isEmpty() ? new String[0] : arguments.split(" "));
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        throw new IOException(reason);
      }
    };
  }
}
