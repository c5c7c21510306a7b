package io.sluice.storage.stores;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** fake-gcs-server, with the bucket {@code contracts}. */
final class FakeGcsContainer {
  private static final String IMAGE =
      "fsouza/fake-gcs-server:1.54.0"
          + "@sha256:3730da0e31f7e5186a90ec4899dc2c336104e7599df400411392ef17e684c31f";

  private static final int OK = 200;

  private FakeGcsContainer() {}

  /**
   * Its configuration. It puts its address into answers, so the port is chosen before it starts.
   */
  static String start() throws IOException {
    int port = freePort();
    String host = "127.0.0.1";
    String endpoint = "http://" + host + ":" + port;
    GenericContainer<?> server =
        new GenericContainer<>(Image.of("TEST_IMAGE_FAKE_GCS", IMAGE))
            .withCommand(
                "-scheme",
                "http",
                "-port",
                Integer.toString(port),
                "-backend",
                "memory",
                "-external-url",
                endpoint,
                "-public-host",
                host + ":" + port)
            .waitingFor(Wait.forHttp("/storage/v1/b?project=test").forPort(port));
    server.setExposedPorts(List.of(port));
    server.setPortBindings(List.of(port + ":" + port));
    server.start();
    createBucket(endpoint);
    return """
        sluice.table.location = "gs://contracts/contracts"
        sluice.storage.gcs {
          endpoint = "%s"
          project-id = test
          auth = none
        }
        """
        .formatted(endpoint);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void createBucket(String endpoint) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(endpoint + "/storage/v1/b?project=test"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"name\": \"contracts\"}"))
            .build();
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
      if (answer.statusCode() != OK) {
        throw new IOException("fake-gcs-server made no bucket: " + answer.body());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
