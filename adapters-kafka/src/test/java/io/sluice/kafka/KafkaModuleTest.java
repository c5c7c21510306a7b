package io.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Stage;
import com.google.inject.TypeLiteral;
import com.google.inject.name.Names;
import com.typesafe.config.ConfigFactory;
import io.sluice.kafka.publish.KafkaDeadLetterSink;
import io.sluice.kafka.source.DeadLetterTopicCheck;
import io.sluice.kafka.source.KafkaRecordSource;
import io.sluice.kafka.source.KafkaTopicCatalog;
import io.sluice.ports.out.DeadLetterSink;
import io.sluice.ports.out.RecordSource;
import io.sluice.ports.out.TopicCatalog;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaModuleTest {
  @Test
  void shouldBindThePortsWithoutConnecting() {
    // Given
    KafkaConfig config =
        KafkaConfig.from(
            ConfigFactory.parseString(
                    "sluice.kafka { topics = [a], bootstrap-servers = [\"no-such.invalid:1\"] }")
                .withFallback(ConfigFactory.parseResourcesAnySyntax("reference.conf"))
                .resolve());

    // When
    Injector injector =
        Guice.createInjector(Stage.PRODUCTION, new KafkaModule(), new Settings(config));

    // Then
    assertThat(injector.getInstance(RecordSource.class))
        .isInstanceOf(KafkaRecordSource.class)
        .isSameAs(injector.getInstance(RecordSource.class));
    assertThat(injector.getInstance(TopicCatalog.class)).isInstanceOf(KafkaTopicCatalog.class);
    Map<String, DeadLetterSink> sinks =
        injector.getInstance(Key.get(new TypeLiteral<Map<String, DeadLetterSink>>() {}));
    assertThat(sinks).containsOnlyKeys("topic");
    assertThat(sinks.get("topic")).isInstanceOf(KafkaDeadLetterSink.class);
    assertThat(injector.getInstance(DeadLetterTopicCheck.class).require())
        .as("no topic, no question")
        .isEmpty();
  }

  /** What bootstrap binds. */
  private static final class Settings extends AbstractModule {
    private final KafkaConfig config;

    private Settings(KafkaConfig config) {
      this.config = config;
    }

    @Override
    protected void configure() {
      bind(KafkaConfig.class).toInstance(config);
      bind(Key.get(String.class, Names.named("pipeline"))).toInstance("p");
    }
  }
}
