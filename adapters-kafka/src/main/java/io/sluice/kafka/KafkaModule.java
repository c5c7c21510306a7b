package io.sluice.kafka;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoMap;
import com.google.inject.multibindings.StringMapKey;
import com.google.inject.name.Named;
import io.sluice.kafka.client.ClientProperties;
import io.sluice.kafka.client.KafkaFailures;
import io.sluice.kafka.publish.KafkaDeadLetterSink;
import io.sluice.kafka.source.DeadLetterTopicCheck;
import io.sluice.kafka.source.KafkaRecordSource;
import io.sluice.kafka.source.KafkaTopicCatalog;
import io.sluice.ports.out.DeadLetterSink;
import io.sluice.ports.out.RecordSource;
import io.sluice.ports.out.TopicCatalog;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/**
 * Binds the ports to Kafka. Asks for a {@link KafkaConfig} and for the pipeline's name as {@code
 * Named("pipeline")}; nothing connects before it is used.
 */
public final class KafkaModule extends AbstractModule {
  @Provides
  @Singleton
  ClientProperties clientProperties(KafkaConfig config, @Named("pipeline") String pipeline) {
    return config.clients(pipeline);
  }

  @Provides
  @Singleton
  KafkaFailures failures(KafkaConfig config) {
    return new KafkaFailures(config.bootstrapServers());
  }

  @Provides
  @Singleton
  KafkaTopicCatalog kafkaCatalog(
      KafkaConfig config, ClientProperties properties, KafkaFailures failures) {
    return new KafkaTopicCatalog(
        config.topics(), () -> Admin.create(properties.admin()), failures, config.requestTimeout());
  }

  @Provides
  @Singleton
  TopicCatalog catalog(KafkaTopicCatalog catalog) {
    return catalog;
  }

  @Provides
  @Singleton
  DeadLetterTopicCheck deadLetterTopic(KafkaConfig config, KafkaTopicCatalog catalog) {
    Optional<String> topic = Optional.of(config.deadLetterTopic()).filter(name -> !name.isEmpty());
    return () -> topic.map(catalog::requireDeadLetterTopic);
  }

  @Provides
  @Singleton
  RecordSource source(
      KafkaConfig config,
      @Named("pipeline") String pipeline,
      KafkaTopicCatalog catalog,
      ClientProperties properties,
      KafkaFailures failures) {
    String group = config.groupId(pipeline);
    return new KafkaRecordSource(
        config.topics(),
        catalog,
        values ->
            new KafkaConsumer<>(properties.consumer(group), new ByteBufferDeserializer(), values),
        failures,
        config.requestTimeout());
  }

  @Provides
  @Singleton
  KafkaDeadLetterSink kafkaDeadLetterSink(
      KafkaConfig config, ClientProperties properties, KafkaFailures failures) {
    return new KafkaDeadLetterSink(
        config.deadLetterTopic(),
        () ->
            new KafkaProducer<>(
                properties.producer(), new ByteArraySerializer(), new ByteArraySerializer()),
        failures);
  }

  @ProvidesIntoMap
  @StringMapKey("topic")
  @Singleton
  DeadLetterSink topicSink(KafkaDeadLetterSink sink) {
    return sink;
  }
}
