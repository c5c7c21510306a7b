package io.sluice.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RepositoryLayoutTest {
  /** What the README's commands leave beside the sources; git ignores it. */
  private static final Set<String> MADE = Set.of("sluice-demo", "target");

  private static final Set<String> TOP =
      Set.of(
          "LICENSE",
          "README.md",
          "SECURITY.md",
          "adapters-delta",
          "adapters-kafka",
          "adapters-storage",
          "bootstrap",
          "deploy",
          "docs",
          "domain",
          "pom.xml",
          "ports");

  @Test
  void shouldHaveNothingElseAtTheTop() throws IOException {
    try (Stream<Path> entries = Files.list(Path.of("..").toRealPath())) {
      assertThat(entries.map(path -> path.getFileName().toString()))
          .as(
              "the top level is fixed by the design; contributing, changes and decisions go to docs")
          .filteredOn(name -> !name.startsWith(".") && !MADE.contains(name))
          .isSubsetOf(TOP);
    }
  }
}
