package io.sluice.storage.stores;

import org.testcontainers.utility.DockerImageName;

/** Which images the tests run: pinned by digest, and others only by name in the environment. */
final class Image {
  private Image() {}

  /**
   * @param variable of the environment that names another one
   */
  static DockerImageName of(String variable, String pinned) {
    return DockerImageName.parse(System.getenv().getOrDefault(variable, pinned));
  }
}
