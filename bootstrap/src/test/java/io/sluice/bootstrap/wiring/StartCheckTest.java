package io.sluice.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import io.sluice.kafka.source.DeadLetterTopicCheck;
import io.sluice.ports.fake.FakeCluster;
import io.sluice.ports.fake.FakeTopicCatalog;
import io.sluice.ports.fake.InMemoryObjects;
import io.sluice.ports.fake.InMemoryTable;
import io.sluice.ports.fake.InMemoryTableLog;
import io.sluice.ports.out.ExclusiveCreate;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.out.StorageBackend;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StartCheckTest {
  private static final Location TABLE = Location.parse("memory://store/table");

  private final FakeCluster cluster = new FakeCluster();
  private final FakeTopicCatalog catalog = new FakeTopicCatalog(cluster, "flights");
  private final InMemoryObjects objects = new InMemoryObjects();
  private DeadLetterTopicCheck deadLetters = Optional::empty;

  @Test
  void shouldAcceptAStoreThatKeepsTheFirstWriteAndLeaveNothingBehind() {
    // Given
    cluster.create("flights", 1);

    // When / Then
    assertThatCode(() -> check(objects).requireWithStore()).doesNotThrowAnyException();
    assertThat(objects.list(TABLE)).isEmpty();
  }

  @Test
  void shouldRefuseAStoreThatOverwrites() {
    // Given
    cluster.create("flights", 1);
    ExclusiveCreate overwriting =
        (location, content) -> {
          try (OutputStream object = objects.write(location)) {
            object.write(content);
          }
        };

    // When / Then
    assertThatThrownBy(() -> check(overwriting).requireWithStore())
        .isInstanceOfSatisfying(
            SluiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION));
    assertThatCode(() -> check(overwriting).require())
        .as("a single writer may use it")
        .doesNotThrowAnyException();
  }

  @Test
  void shouldWriteNothingWhenTheSourceRefuses() {
    // Given
    catalog.fail(new SluiceException(ErrorCode.CONFIGURATION, "no such topic", "create it"));
    ExclusiveCreate untouched =
        (location, content) -> {
          throw new IOException("written to");
        };

    // When / Then
    assertThatThrownBy(() -> check(untouched).requireWithStore()).hasMessage("no such topic");
  }

  @Test
  void shouldWriteNothingWhenThereIsNoTopicForDeadLetters() {
    // Given
    cluster.create("flights", 1);
    deadLetters =
        () -> {
          throw new SluiceException(ErrorCode.CONFIGURATION, "no graveyard", "create it");
        };
    ExclusiveCreate untouched =
        (location, content) -> {
          throw new IOException("written to");
        };

    // When / Then
    assertThatThrownBy(() -> check(untouched).requireWithStore()).hasMessage("no graveyard");
  }

  private StartCheck check(ExclusiveCreate exclusiveCreate) {
    return new StartCheck(
        catalog,
        deadLetters,
        new InMemoryTableLog(new InMemoryTable()),
        new MemoryBackend(objects, exclusiveCreate),
        TABLE);
  }

  private record MemoryBackend(ObjectStore objects, ExclusiveCreate exclusiveCreate)
      implements StorageBackend {
    @Override
    public String name() {
      return "memory";
    }

    @Override
    public Map<String, String> connectorProperties() {
      return Map.of();
    }

    @Override
    public boolean isPartialWriteVisible() {
      return false;
    }
  }
}
