package io.sluice.storage.stores;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;

/** MinIO, with a user who may do with the bucket {@code contracts} what a writer needs. */
final class MinioContainer {
  private static final String IMAGE =
      "minio/minio:RELEASE.2025-09-07T16-13-09Z"
          + "@sha256:14cea493d9a34af32f524e538b8346cf79f3321eff8e708c1e2960462bd8936e";

  private static final int PORT = 9000;
  private static final String POLICY = "/writer-policy.json";

  private MinioContainer() {}

  /** Its configuration. */
  static String start() throws IOException {
    String root = UUID.randomUUID().toString();
    String password = UUID.randomUUID().toString();
    GenericContainer<?> minio =
        new GenericContainer<>(Image.of("TEST_IMAGE_MINIO", IMAGE))
            .withEnv("MINIO_ROOT_USER", "root")
            .withEnv("MINIO_ROOT_PASSWORD", root)
            .withEnv("MC_HOST_store", "http://root:" + root + "@127.0.0.1:" + PORT)
            .withCommand("server", "/data")
            .withCopyFileToContainer(
                MountableFile.forHostPath(
                    Path.of("..", "deploy", "test-stores", "writer-policy.json").toAbsolutePath()),
                POLICY)
            .withExposedPorts(PORT)
            .waitingFor(Wait.forHttp("/minio/health/ready").forPort(PORT));
    minio.start();
    mc(minio, "mb", "store/contracts", "store/denied");
    mc(minio, "admin", "user", "add", "store", "writer", password);
    mc(minio, "admin", "policy", "create", "store", "writer", POLICY);
    mc(minio, "admin", "policy", "attach", "store", "writer", "--user", "writer");
    return """
        sluice.table.location = "s3://contracts/contracts"
        sluice.storage.minio {
          endpoint = "http://%s:%d"
          access-key = writer
          secret-key = "%s"
        }
        """
        .formatted(minio.getHost(), minio.getMappedPort(PORT), password);
  }

  private static void mc(GenericContainer<?> minio, String... arguments) throws IOException {
    String[] command = new String[arguments.length + 1];
    command[0] = "mc";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    try {
      ExecResult result = minio.execInContainer(command);
      if (result.getExitCode() != 0) {
        throw new IOException("mc " + arguments[0] + " said: " + result.getStderr());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
