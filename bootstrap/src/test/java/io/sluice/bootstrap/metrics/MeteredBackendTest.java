package io.sluice.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sluice.domain.table.Location;
import io.sluice.ports.fake.InMemoryObjects;
import io.sluice.ports.out.ExclusiveCreate;
import io.sluice.ports.out.ObjectAlreadyExistsException;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.out.ObjectStore.ObjectWriter;
import io.sluice.ports.out.StorageBackend;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class MeteredBackendTest {
  private static final Location FOLDER = Location.parse("mem://store/folder");
  private static final Location OBJECT = FOLDER.child("object");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final InMemoryObjects objects = new InMemoryObjects();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final StorageBackend metered =
      new MeteredBackend(new Memory(), new StoreMeters(registry));

  @Test
  void shouldMeasureWhatWorks() throws IOException {
    // When
    metered.exclusiveCreate().create(OBJECT, new byte[1]);
    metered.objects().find(OBJECT);
    metered.objects().read(OBJECT).close();
    metered.objects().list(FOLDER);
    metered.objects().listFrom(FOLDER, "a");
    metered.objects().write(OBJECT, new byte[2]);
    try (ObjectWriter writer = metered.objects().write(OBJECT)) {
      writer.write(1);
    }
    metered.objects().delete(OBJECT);

    // Then
    assertThat(calls("create", "ok")).isOne();
    assertThat(calls("find", "ok")).isOne();
    assertThat(calls("read", "ok")).isOne();
    assertThat(calls("list", "ok")).isEqualTo(2);
    assertThat(calls("write", "ok")).isEqualTo(2);
    assertThat(calls("delete", "ok")).isOne();
    assertThat(objects.list(FOLDER)).as("it was the store that did it").isEmpty();
  }

  @Test
  void shouldTellALostRaceFromAFailure() throws IOException {
    // Given
    metered.exclusiveCreate().create(OBJECT, new byte[1]);

    // When
    assertThatThrownBy(() -> metered.exclusiveCreate().create(OBJECT, new byte[1]))
        .isInstanceOf(ObjectAlreadyExistsException.class);
    assertThatThrownBy(() -> metered.objects().read(FOLDER.child("missing")))
        .isInstanceOf(NoSuchFileException.class);

    // Then
    assertThat(calls("create", "exists")).isOne();
    assertThat(calls("create", "failed")).isZero();
    assertThat(calls("read", "failed")).isOne();
  }

  @Test
  void shouldNotCountAnAbortedObject() throws IOException {
    // When
    ObjectWriter writer = metered.objects().write(OBJECT);
    writer.write(new byte[10]);
    writer.abort();
    writer.close();

    // Then
    assertThat(calls("write", "ok")).isZero();
    assertThat(objects.find(OBJECT)).isEmpty();
  }

  @Test
  void shouldBeTheSameBackendOtherwise() throws IOException {
    // When
    metered.close();

    // Then
    assertThat(metered.name()).isEqualTo("memory");
    assertThat(metered.connectorProperties()).containsEntry("a", "b");
    assertThat(metered.isPartialWriteVisible()).isTrue();
    assertThat(closed).isTrue();
  }

  private long calls(String operation, String outcome) {
    return registry
        .get("sluice.store")
        .tag("operation", operation)
        .tag("outcome", outcome)
        .timer()
        .count();
  }

  private final class Memory implements StorageBackend {
    @Override
    public String name() {
      return "memory";
    }

    @Override
    public ObjectStore objects() {
      return objects;
    }

    @Override
    public ExclusiveCreate exclusiveCreate() {
      return objects;
    }

    @Override
    public Map<String, String> connectorProperties() {
      return Map.of("a", "b");
    }

    @Override
    public boolean isPartialWriteVisible() {
      return true;
    }

    @Override
    public void close() {
      closed.set(true);
    }
  }
}
