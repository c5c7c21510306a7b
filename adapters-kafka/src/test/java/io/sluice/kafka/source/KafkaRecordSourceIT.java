package io.sluice.kafka.source;

import io.sluice.kafka.broker.BrokerExtension;
import io.sluice.kafka.broker.EmbeddedBroker;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerExtension.class)
class KafkaRecordSourceIT extends BrokerSourceContract {
  KafkaRecordSourceIT(EmbeddedBroker broker) {
    super(broker);
  }
}
