package io.sluice.storage.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.testcontainers.DockerClientFactory;

/**
 * The stores that Docker can run, for whoever named none that run already: started by the first who
 * asks, ended with the JVM.
 */
final class ContainerStores {
  private static final Logger LOG = Logger.getLogger(ContainerStores.class.getName());

  private ContainerStores() {}

  /**
   * A folder with one file per store, as {@code deploy/test-stores/up} makes it; none without
   * Docker.
   */
  static Optional<Path> folder() {
    return Started.FOLDER;
  }

  /** The socket is looked for first: asking takes seconds. */
  private static boolean isDockerHere() {
    boolean isNamed = System.getenv("DOCKER_HOST") != null;
    return (isNamed || Files.exists(Path.of("/var/run/docker.sock")))
        && DockerClientFactory.instance().isDockerAvailable();
  }

  /** Whoever loads this class starts them. */
  private static final class Started {
    private static final Optional<Path> FOLDER = start();

    private static Optional<Path> start() {
      if (!isDockerHere()) {
        return Optional.empty();
      }
      try {
        Path folder = Files.createTempDirectory("container-stores");
        start(folder, "minio", MinioContainer::start);
        start(folder, "azurite", AzuriteContainer::start);
        start(folder, "fake-gcs", FakeGcsContainer::start);
        return Optional.of(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /**
     * One whose image is not to be had is one that does not run: the tests say that they skip it.
     */
    private static void start(Path folder, String name, Callable<String> start) throws IOException {
      String configuration;
      try {
        configuration = start.call();
      } catch (Exception e) {
        LOG.log(Level.WARNING, e, () -> "object stores: Docker cannot run " + name);
        return;
      }
      Files.writeString(folder.resolve(name + ".conf"), configuration);
    }
  }
}
