package io.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.kafka.broker.EmbeddedBroker;
import io.sluice.process.SluiceProcess.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped example configurations, each on every store of its backend that runs. */
@ExtendWith(TestBroker.class)
@TestInstance(Lifecycle.PER_CLASS)
final class StoresIT {
  private static final String TOPIC = "flights-to-stores";

  private List<Store> stores;
  private List<String> events;
  private EmbeddedBroker broker;

  @BeforeAll
  void produce(EmbeddedBroker shared, @TempDir Path folder) {
    broker = shared;
    stores = Store.all(folder);
    events = Flights.all();
    Flights.produce(events, broker, TOPIC, 4);
  }

  Stream<Store> stores() {
    return stores.stream();
  }

  @ParameterizedTest
  @MethodSource("stores")
  void shouldHoldEveryEventOnceWithItsValues(Store store) {
    // Given
    StoredTable table = store.freshTable();
    String[] run = run(store, table, TOPIC, "sluice.flush.max-rows=3000");

    // When
    SluiceProcess.run(store.environment(), run).requireExit(0);
    Outcome second = SluiceProcess.run(store.environment(), run).requireExit(0);

    // Then
    assertThat(second.err()).as("the second run adds nothing").contains("commits=\"0\"");
    Flights.requireSame(events, table.rows());
    table.verify().requireExit(0);
  }

  private String[] run(Store store, StoredTable table, String topic, String... settings) {
    List<String> arguments = new ArrayList<>(List.of("run", "--config", store.example()));
    arguments.add("--until-end");
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("sluice.kafka.bootstrap-servers=" + broker.bootstrapServers());
    all.add("sluice.kafka.topics=" + topic);
    all.add("sluice.kafka.group-id=" + topic + "-" + table.location().hashCode());
    all.add("sluice.table.location=" + table.location());
    all.add("sluice.http.management.port=0");
    for (String setting : all) {
      arguments.add("--set");
      arguments.add(setting);
    }
    return arguments.toArray(String[]::new);
  }
}
