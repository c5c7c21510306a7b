package io.sluice.kafka.source;

import io.sluice.kafka.broker.BrokerExtension;
import io.sluice.kafka.broker.ContainerBroker;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same against the broker as Apache ships it, where there is Docker. */
@EnabledIf(
    value = "io.sluice.kafka.broker.ContainerBroker#isPossible",
    disabledReason = "skipped: there is no Docker here to run Kafka's image")
@ExtendWith(BrokerExtension.class)
class KafkaContainerSourceIT extends BrokerSourceContract {
  KafkaContainerSourceIT(ContainerBroker broker) {
    super(broker);
  }
}
