package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people download. */
final class DistributionIT {
  private static final Logger LOG = Logger.getLogger(DistributionIT.class.getName());
  private static final Path LIBRARIES = Path.of("target/sluice/lib");
  private static final double MEGABYTE = 1e6;
  private static final double LIMIT = 250;

  @Test
  void shouldStaySmallWithAllClouds() throws IOException {
    // Given
    List<Path> jars;
    try (Stream<Path> files = Files.list(LIBRARIES)) {
      jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
    }

    // When
    double megabytes = jars.stream().mapToLong(jar -> jar.toFile().length()).sum() / MEGABYTE;
    LOG.info(() -> "distribution: %.0f MB in %d jars".formatted(megabytes, jars.size()));

    // Then
    assertThat(megabytes).as("MB of jars").isLessThan(LIMIT);
    assertThat(jars)
        .as("the connectors of all clouds, and no SDK as one jar")
        .anyMatch(jar -> isNamed(jar, "hadoop-aws"))
        .anyMatch(jar -> isNamed(jar, "hadoop-azure"))
        .anyMatch(jar -> isNamed(jar, "gcs-connector"))
        .noneMatch(jar -> isNamed(jar, "bundle"));
  }

  private static boolean isNamed(Path jar, String artifact) {
    return jar.getFileName().toString().startsWith(artifact + "-");
  }
}
