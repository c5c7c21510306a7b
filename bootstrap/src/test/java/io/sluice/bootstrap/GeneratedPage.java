package io.sluice.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of docs/ that is generated from the code; {@code -Dsluice.docs.update=true} writes it. */
public final class GeneratedPage {
  private final Path file;

  private GeneratedPage(Path file) {
    this.file = file;
  }

  public static GeneratedPage of(String name) {
    return new GeneratedPage(Path.of("..", "docs", name));
  }

  public void assertIs(String content) throws IOException {
    if (Boolean.getBoolean("sluice.docs.update")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    }
    assertThat(file)
        .as("docs/%s has drifted; its head says how to write it anew", file.getFileName())
        .hasContent(content);
  }
}
