package io.sluice.kafka.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** A Kafka cluster that tests may do with what they like. */
public abstract class Broker implements AutoCloseable {
  private final String bootstrapServers;
  private final Admin admin;

  Broker(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  public String bootstrapServers() {
    return bootstrapServers;
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

  /** Writes a record and waits until it is in. */
  public void produce(ProducerRecord<byte[], byte[]> record) {
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      await(record.topic(), List.of(producer.send(record)));
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
    await(topic, sent);
  }

  private static void await(String topic, List<Future<RecordMetadata>> sent) {
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

  @Override
  public void close() {
    admin.close();
  }

  private static IllegalStateException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted", cause);
  }
}
