package io.sluice.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CliTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "run --help",
        "demo --help",
        "validate -h",
        "config --help",
        "config print --help",
        "table --help",
        "table describe --help",
        "table read --help",
        "table verify --help",
        "version --help"
      })
  void shouldHelp(String arguments) {
    assertThat(run(arguments)).isZero();
    assertThat(out.toString()).startsWith("Usage: sluice");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldListExitCodes() {
    // When
    run("--help");

    // Then
    assertThat(out.toString()).contains("65", "69", "74", "75", "77", "78");
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
        "demo --rate 0"
      })
  void shouldRefuseWhatItDoesNotUnderstandWithALineAndAHint(String arguments) {
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(2);
    assertThat(err.toString()).startsWith("sluice: ").contains("hint: ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void shouldSuggestTheOptionThatWasMeant() {
    // When
    run("run --confg x");

    // Then
    assertThat(err.toString()).contains("did you mean --config?");
  }

  @Test
  void shouldShowVersions() {
    assertThat(run("version")).isZero();
    assertThat(out.toString()).startsWith("sluice ").contains("Java ");
  }

  @Test
  void shouldPrintTheEffectiveConfiguration() {
    assertThat(run("config print --set sluice.pipeline=flights")).isZero();
    assertThat(out.toString()).contains("pipeline=flights");
  }

  @Test
  void shouldPrintTheConfigurationAsJson() {
    assertThat(run("config print --output json")).isZero();
    assertThat(out.toString()).startsWith("{").contains("\"pipeline\" : \"sluice\"");
  }

  @Test
  void shouldPrintWhatKeysMeanOnDemand() {
    assertThat(run("config print --comments")).isZero();
    assertThat(out.toString()).contains("# Names this flow");
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
    assertThat(out + err.toString()).doesNotContain("topsecret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "validate", "config print", "table describe somewhere"})
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

  @Test
  void shouldShowAStackTraceOnDemand() {
    assertThat(run("table describe --debug " + folder.resolve("none"))).isEqualTo(78);
    assertThat(err.toString()).contains("\tat ");
  }

  private int run(String arguments) {
    return new Cli(new PrintWriter(out), new PrintWriter(err))
        .run(arguments.isEmpty() ? new String[0] : arguments.split(" "));
  }
}
