package io.sluice.kafka.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * One Kafka node (KRaft, broker and controller in one) inside this JVM: any free ports of the
 * loopback interface, a temporary folder, topics only when they are created.
 */
public final class EmbeddedBroker extends Broker {
  private static final String PLAIN = "PLAINTEXT";

  private final Path folder;
  private final Map<String, Integer> ports;
  private final KafkaRaftServer server;

  private EmbeddedBroker(Path folder, Map<String, Integer> ports, KafkaRaftServer server) {
    super("127.0.0.1:" + ports.get(PLAIN));
    this.folder = folder;
    this.ports = ports;
    this.server = server;
  }

  public static EmbeddedBroker start() {
    return start(Map.of());
  }

  /**
   * @param settings of the broker, over our own
   */
  public static EmbeddedBroker start(Map<String, String> settings) {
    return start(Map.of(), settings);
  }

  /**
   * @param listeners beside the plain one, name to protocol
   * @param settings of the broker, over our own
   */
  public static EmbeddedBroker start(Map<String, String> listeners, Map<String, String> settings) {
    try {
      Path folder = Files.createTempDirectory("embedded-broker");
      Map<String, String> protocols = new TreeMap<>(listeners);
      protocols.put(PLAIN, PLAIN);
      Map<String, Integer> ports = new TreeMap<>();
      List<Integer> free = freePorts(protocols.size() + 1);
      protocols.keySet().forEach(name -> ports.put(name, free.get(ports.size())));
      Properties properties =
          properties(folder.resolve("log"), free.get(protocols.size()), protocols, ports);
      properties.putAll(settings);
      format(folder, properties);
      KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
      server.startup();
      return new EmbeddedBroker(folder, ports, server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a listener is, on the loopback interface. */
  public int port(String listener) {
    return ports.get(listener);
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      // All are held to the end: one that was let go may be given again.
      for (int i = 0; i < count; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }

  private static Properties properties(
      Path log, int controllerPort, Map<String, String> protocols, Map<String, Integer> ports) {
    String listeners =
        ports.entrySet().stream()
            .map(each -> each.getKey() + "://127.0.0.1:" + each.getValue())
            .collect(joining(","));
    String mapped =
        protocols.entrySet().stream()
            .map(each -> each.getKey() + ":" + each.getValue())
            .collect(joining(","));
    Properties properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    properties.put("listeners", listeners + ",CONTROLLER://127.0.0.1:" + controllerPort);
    properties.put("advertised.listeners", listeners);
    properties.put("listener.security.protocol.map", mapped + ",CONTROLLER:PLAINTEXT");
    properties.put("inter.broker.listener.name", PLAIN);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("log.dirs", log.toString());
    properties.put("auto.create.topics.enable", "false");
    properties.put("num.partitions", "1");
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("offsets.topic.num.partitions", "1");
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("transaction.state.log.num.partitions", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("share.coordinator.state.topic.num.partitions", "1");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    properties.put("log.cleaner.enable", "false");
    return properties;
  }

  private static void format(Path folder, Properties properties) throws IOException {
    Path file = folder.resolve("server.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    String[] arguments = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    if (StorageTool.execute(arguments, new PrintStream(said, true, UTF_8)) != 0) {
      throw new IllegalStateException("cannot format the broker's folder: " + said.toString(UTF_8));
    }
  }

  /** Stops the broker in good order and removes its folder. */
  @Override
  public void close() {
    super.close();
    server.shutdown();
    server.awaitShutdown();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
