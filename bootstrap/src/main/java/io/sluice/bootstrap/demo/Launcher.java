package io.sluice.bootstrap.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a person in this folder starts Sluice again: the distribution need not be on the path.
 *
 * @param home the distribution's folder; empty when it is not run from one
 */
record Launcher(Optional<Path> home, Path workingFolder) {
  private static final Pattern NEEDS_NO_QUOTES = Pattern.compile("[\\w@%+=:,./-]+");

  /** The one that started this process. */
  static Launcher ofProcess() {
    return new Launcher(
        Optional.ofNullable(System.getProperty("sluice.home")).map(Path::of), Path.of(""));
  }

  /** The launcher as a shell takes it: relative where it lies below the working folder. */
  String command() {
    return home.map(folder -> real(folder).resolve("bin").resolve("sluice"))
        .filter(Files::isRegularFile)
        .map(script -> quoted(fromHere(script)))
        .orElse("sluice");
  }

  private String fromHere(Path script) {
    Path here = real(workingFolder);
    if (!script.startsWith(here)) {
      return script.toString();
    }
    Path relative = here.relativize(script);
    // A word without a slash would be looked for on the path.
    return relative.getNameCount() == 1 ? "./" + relative : relative.toString();
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      return folder.toAbsolutePath().normalize();
    }
  }

  /** A word that a shell takes as it is. */
  static String quoted(String word) {
    return NEEDS_NO_QUOTES.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
