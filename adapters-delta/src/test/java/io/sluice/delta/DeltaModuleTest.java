package io.sluice.delta;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Stage;
import com.google.inject.TypeLiteral;
import io.sluice.delta.deadletter.TableDeadLetterSink;
import io.sluice.delta.fixture.FolderBackend;
import io.sluice.delta.fixture.SystemTime;
import io.sluice.domain.commit.TableView;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.Clock;
import io.sluice.ports.out.DeadLetterSink;
import io.sluice.ports.out.StorageBackends;
import io.sluice.ports.out.TableLog;
import io.sluice.ports.out.TableReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaModuleTest {
  @TempDir private Path folder;

  @Test
  void shouldBindThePortsOfTheConfiguredTable() throws IOException {
    // Given
    DeltaConfig config = new DeltaConfig(Location.of(folder.resolve("t")), List.of(), Map.of());

    // When
    Injector injector =
        Guice.createInjector(
            Stage.PRODUCTION,
            new DeltaModule(),
            new AbstractModule() {
              @Override
              protected void configure() {
                bind(DeltaConfig.class).toInstance(config);
                bind(StorageBackends.class).toInstance(new FolderBackend().everywhere());
                bind(Clock.class).toInstance(new SystemTime());
              }
            });

    // Then
    try (TableLog log = injector.getInstance(TableLog.class)) {
      assertThat(log.open()).isEqualTo(TableView.ABSENT);
    }
    assertThat(injector.getInstance(TableReader.class)).isNotNull();
    Map<String, DeadLetterSink> sinks =
        injector.getInstance(Key.get(new TypeLiteral<Map<String, DeadLetterSink>>() {}));
    assertThat(sinks.get("table")).isInstanceOf(TableDeadLetterSink.class);
  }
}
