package io.sluice.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LauncherTest {
  @TempDir private Path folder;

  @Test
  void shouldBeRelativeBelowTheWorkingFolder() throws Exception {
    // Given
    Path home = distribution("target/sluice");

    // Then
    assertThat(command(home, folder)).isEqualTo("target/sluice/bin/sluice");
    assertThat(command(home, home.resolve("bin"))).isEqualTo("./sluice");
  }

  @Test
  void shouldBeAbsoluteElsewhere() throws Exception {
    // Given
    Path home = distribution("target/sluice");
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));

    // Then
    assertThat(command(home, elsewhere)).isEqualTo(home.toRealPath() + "/bin/sluice");
  }

  @Test
  void shouldSeeThroughSymbolicLinks() throws Exception {
    // Given
    Path home = distribution("real/sluice");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));

    // Then
    assertThat(command(home, link)).isEqualTo("sluice/bin/sluice");
    assertThat(command(link.resolve("sluice"), folder)).isEqualTo("real/sluice/bin/sluice");
  }

  @Test
  void shouldBeTheBareWordWhereThereIsNoDistribution() {
    // Then
    assertThat(new Launcher(Optional.empty(), folder).command()).isEqualTo("sluice");
    assertThat(command(folder.resolve("gone"), folder)).isEqualTo("sluice");
  }

  @Test
  void shouldBeQuotedWhereAShellWouldSplitIt() throws Exception {
    // Given
    Path home = distribution("it's here/sluice");

    // Then
    assertThat(command(home, folder)).isEqualTo("'it'\\''s here/sluice/bin/sluice'");
  }

  private Path distribution(String name) throws IOException {
    Path home = folder.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.createFile(home.resolve("bin/sluice"));
    return home;
  }

  private static String command(Path home, Path workingFolder) {
    return new Launcher(Optional.of(home), workingFolder).command();
  }
}
