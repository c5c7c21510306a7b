package io.sluice.bootstrap.demo;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One Kafka node, broker and controller, on the loopback interface. What it holds outlives it: a
 * broker started later on the same folder is the same cluster, with the same topics and offsets.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int NODE = 1;

  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts it.
   *
   * @param folder where it keeps its data; made when it is not there
   * @throws SluiceException when another broker uses the folder, or it cannot be used
   */
  public static EmbeddedBroker start(Path folder) throws IOException {
    Files.createDirectories(folder);
    // Written last, so a folder without it was never used.
    if (!Files.exists(folder.resolve("meta.properties"))) {
      format(folder);
    }
    List<Integer> ports = FreePorts.choose(0, 0);
    KafkaConfig config = new KafkaConfig(settings(folder, ports.get(0), ports.get(1)), false);
    KafkaRaftServer server;
    try {
      server = new KafkaRaftServer(config, Time.SYSTEM);
      server.startup();
    } catch (RuntimeException e) {
      throw new SluiceException(
          ErrorCode.STORAGE,
          "Cannot start the demo's broker in " + folder + ": " + e.getMessage(),
          "if another demo runs there, stop it or give this one another --dir",
          e);
    }
    return new EmbeddedBroker(server, HOST + ":" + ports.get(0));
  }

  private static void format(Path folder) throws IOException {
    ByteArrayOutputStream talk = new ByteArrayOutputStream();
    try {
      new Formatter()
          .setPrintStream(new PrintStream(talk, true, StandardCharsets.UTF_8))
          .setNodeId(NODE)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(folder.toString())
          .addDirectory(folder.toString())
          .setIgnoreFormatted(true)
          .run();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new SluiceException(
          ErrorCode.STORAGE,
          "Cannot prepare the demo's broker in " + folder + ": " + e.getMessage(),
          "give another --dir",
          e);
    }
  }

  private static Map<String, String> settings(Path folder, int port, int controllerPort) {
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE));
    settings.put("log.dirs", folder.toString());
    settings.put(
        "listeners",
        "PLAINTEXT://%s:%d,CONTROLLER://%s:%d".formatted(HOST, port, HOST, controllerPort));
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("controller.quorum.voters", "%d@%s:%d".formatted(NODE, HOST, controllerPort));
    settings.put("auto.create.topics.enable", "false");
    // The events are to be there as long as the folder is.
    settings.put("log.retention.ms", "-1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    // After a hard stop the controller waits that long before it takes the same broker again.
    settings.put("broker.session.timeout.ms", "5000");
    settings.put("broker.heartbeat.interval.ms", "1000");
    for (String internal : new String[] {"offsets.topic", "transaction.state.log"}) {
      settings.put(internal + ".replication.factor", "1");
      settings.put(internal + ".num.partitions", "1");
    }
    settings.put("transaction.state.log.min.isr", "1");
    // One client on one machine: no need for a server's threads and buffers.
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "2");
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
    return settings;
  }

  /** {@code host:port}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
