package io.sluice.kafka.source;

import io.sluice.domain.record.Header;
import io.sluice.domain.record.SourcePartition;
import io.sluice.kafka.broker.Broker;
import io.sluice.kafka.client.ClientProperties;
import io.sluice.kafka.client.KafkaFailures;
import io.sluice.ports.out.RecordSource;
import io.sluice.ports.out.RecordSourceContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.junit.jupiter.api.AfterEach;

/** The contract against a real broker: gaps are aborted transactions and their markers. */
abstract class BrokerSourceContract extends RecordSourceContract {
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

  private final Broker broker;
  private KafkaTopicCatalog catalog;

  BrokerSourceContract(Broker broker) {
    this.broker = broker;
  }

  @AfterEach
  void closeCatalog() {
    catalog.close();
  }

  @Override
  protected List<SourcePartition> createTopic(int partitions) {
    String name = "t" + UUID.randomUUID();
    broker.createTopic(name, partitions);
    ClientProperties properties = properties();
    catalog =
        new KafkaTopicCatalog(
            List.of(name),
            () -> Admin.create(properties.admin()),
            new KafkaFailures(List.of(broker.bootstrapServers())),
            REQUEST_TIMEOUT);
    return catalog.partitions();
  }

  @Override
  protected void append(SourcePartition partition, String... values) {
    broker.produce(partition.topic(), partition.partition(), values);
  }

  @Override
  protected void append(SourcePartition partition, List<Header> headers) {
    ProducerRecord<byte[], byte[]> sent =
        new ProducerRecord<>(partition.topic(), partition.partition(), null, null);
    headers.forEach(header -> sent.headers().add(header.name(), header.value()));
    broker.produce(sent);
  }

  @Override
  protected void appendGap(SourcePartition partition) {
    Map<String, Object> settings = Map.of("transactional.id", UUID.randomUUID().toString());
    try (KafkaProducer<byte[], byte[]> producer = broker.producer(settings)) {
      producer.initTransactions();
      producer.beginTransaction();
      Broker.send(
          producer, partition.topic(), partition.partition(), "aborted", "aborted", "aborted");
      producer.abortTransaction();
    }
  }

  @Override
  protected void expire(SourcePartition partition, long beforeOffset) {
    TopicPartition name = new TopicPartition(partition.topic(), partition.partition());
    broker
        .admin()
        .deleteRecords(Map.of(name, RecordsToDelete.beforeOffset(beforeOffset)))
        .all()
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  @Override
  protected long end(SourcePartition partition) {
    return catalog.available(List.of(partition)).get(partition).to();
  }

  @Override
  protected RecordSource newSource(List<SourcePartition> partitions) {
    ClientProperties properties = properties();
    return new KafkaRecordSource(
        List.of(partitions.get(0).topic()),
        catalog,
        values ->
            new KafkaConsumer<>(
                properties.consumer(UUID.randomUUID().toString()),
                new ByteBufferDeserializer(),
                values),
        new KafkaFailures(List.of(broker.bootstrapServers())),
        REQUEST_TIMEOUT);
  }

  private ClientProperties properties() {
    return new ClientProperties(
        List.of(broker.bootstrapServers()),
        "contract-" + UUID.randomUUID(),
        REQUEST_TIMEOUT,
        Map.of());
  }
}
