package io.sluice.kafka;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.sluice.kafka.client.ClientProperties;
import io.sluice.kafka.client.KafkaFailures;
import io.sluice.kafka.publish.KafkaEventPublisher;
import io.sluice.kafka.publish.TopicProbe;
import io.sluice.kafka.publish.TopicWatch;
import io.sluice.ports.out.EventPublisher;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Binds the publisher of events to Kafka. Asks for a {@link PublisherConfig}. */
public final class PublisherModule extends AbstractModule {
  /** Connects at once, in the background. */
  @Provides
  @Singleton
  EventPublisher publisher(PublisherConfig config) {
    ClientProperties clients = config.clients();
    KafkaFailures failures = new KafkaFailures(config.bootstrapServers());
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            config.producer(clients), new ByteArraySerializer(), new ByteArraySerializer());
    TopicProbe probe =
        new TopicProbe(
            config.topic(), Admin.create(clients.admin()), producer, config.deliveryTimeout());
    TopicWatch watch = TopicWatch.start(config.topic(), probe, failures);
    return new KafkaEventPublisher(
        config.topic(),
        producer,
        watch,
        failures,
        new KafkaEventPublisher.Limits(config.maxInFlight(), config.deliveryTimeout()));
  }
}
