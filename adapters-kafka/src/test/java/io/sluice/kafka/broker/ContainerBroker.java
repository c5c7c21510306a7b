package io.sluice.kafka.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** The broker that Apache publishes as an image, in Docker. */
public final class ContainerBroker extends Broker {
  private static final String IMAGE =
      "apache/kafka:4.3.0@sha256:0be4c9eb3565733612d2836d65636fd611a219ebcf5b4162e5ac259ea0ecb907";

  private final KafkaContainer container;

  private ContainerBroker(KafkaContainer container) {
    super(container.getBootstrapServers());
    this.container = container;
  }

  /** Whether there is a Docker to run it. The socket is looked for first: asking takes seconds. */
  public static boolean isPossible() {
    boolean isNamed = System.getenv("DOCKER_HOST") != null;
    return (isNamed || Files.exists(Path.of("/var/run/docker.sock")))
        && DockerClientFactory.instance().isDockerAvailable();
  }

  public static ContainerBroker start() {
    String image = System.getenv().getOrDefault("TEST_IMAGE_KAFKA", IMAGE);
    KafkaContainer container =
        new KafkaContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("apache/kafka"));
    container.start();
    return new ContainerBroker(container);
  }

  @Override
  public void close() {
    super.close();
    container.stop();
  }
}
