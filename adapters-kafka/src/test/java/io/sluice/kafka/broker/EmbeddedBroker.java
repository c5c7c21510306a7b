package io.sluice.kafka.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;
import org.awaitility.Awaitility;

/**
 * One Kafka node (KRaft, broker and controller in one) inside this JVM: any free ports of the
 * loopback interface, a temporary folder, topics only when they are created.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private final Path folder;
  private final int port;
  private final KafkaRaftServer server;
  private final Admin admin;

  private EmbeddedBroker(Path folder, int port, KafkaRaftServer server) {
    this.folder = folder;
    this.port = port;
    this.server = server;
    this.admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + port));
  }

  public static EmbeddedBroker start() {
    return start(Map.of());
  }

  /**
   * @param settings of the broker, over our own
   */
  public static EmbeddedBroker start(Map<String, String> settings) {
    try {
      Path folder = Files.createTempDirectory("embedded-broker");
      int port = freePort();
      Properties properties = properties(folder.resolve("log"), port, freePort());
      properties.putAll(settings);
      format(folder, properties);
      KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
      server.startup();
      return new EmbeddedBroker(folder, port, server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Properties properties(Path log, int port, int controllerPort) {
    Properties properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    properties.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
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

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** An admin client that is closed with the broker. */
  public Admin admin() {
    return admin;
  }

  /** Creates a topic, waits until the broker knows it, and returns its id. */
  public String createTopic(String name, int partitions) {
    NewTopic topic = new NewTopic(name, partitions, (short) 1);
    try {
      String id = admin.createTopics(List.of(topic)).topicId(name).get().toString();
      // The controller answers before the broker has heard of it.
      Awaitility.await("topic " + name)
          .ignoreException(ExecutionException.class)
          .until(() -> knownId(name).equals(id));
      return id;
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot create topic " + name, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private String knownId(String name) throws ExecutionException, InterruptedException {
    return admin
        .describeTopics(List.of(name))
        .topicNameValues()
        .get(name)
        .get()
        .topicId()
        .toString();
  }

  /** Deletes a topic and waits until the broker has forgotten it. */
  public void deleteTopic(String name) {
    try {
      admin.deleteTopics(List.of(name)).all().get();
      Awaitility.await("no topic " + name)
          .until(() -> !admin.listTopics().names().get().contains(name));
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot delete topic " + name, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** A producer of bytes; the caller closes it. */
  public KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
    Map<String, Object> properties = new HashMap<>(settings);
    properties.put("bootstrap.servers", bootstrapServers());
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Writes records and waits until they are in; a null value is a null payload. */
  public void produce(String topic, int partition, String... values) {
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      send(producer, topic, partition, values);
    }
  }

  /** Sends records, in the producer's transaction if there is one, and waits until they are in. */
  public static void send(
      KafkaProducer<byte[], byte[]> producer, String topic, int partition, String... values) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (String value : values) {
      byte[] bytes = value == null ? null : value.getBytes(UTF_8);
      sent.add(producer.send(new ProducerRecord<>(topic, partition, null, bytes)));
    }
    producer.flush();
    try {
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot write to topic " + topic, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Stops the broker in good order and removes its folder. */
  @Override
  public void close() {
    admin.close();
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

  private static IllegalStateException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted", cause);
  }
}
