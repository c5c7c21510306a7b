package io.sluice.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code --help} has to be there in under a second, so it must not load what it does not need. */
final class StartUpTest {
  private static final Pattern LOADED = Pattern.compile("(?m)^\\[[^\\n]*load] (\\S+)");

  @Test
  void shouldNotLoadLibrariesForHelp() throws Exception {
    // When
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:stdout:tags",
                "-cp",
                System.getProperty("java.class.path"),
                "io.sluice.bootstrap.Sluice",
                "--help")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    // Then
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    List<String> foreign =
        LOADED
            .matcher(output)
            .results()
            .map(line -> line.group(1))
            .filter(name -> name.matches("(com|org|io|kafka|scala|ch|me)\\..*"))
            .filter(name -> !name.startsWith("io.sluice.") && !name.startsWith("com.sun."))
            .toList();
    assertThat(output).contains("io.sluice.bootstrap.Sluice", "Usage: sluice");
    assertThat(foreign).isEmpty();
  }
}
