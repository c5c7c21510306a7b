package io.sluice.ports.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import io.sluice.ports.fake.FailingExclusiveCreate;
import io.sluice.ports.fake.FaultInjector;
import io.sluice.ports.fake.FaultInjector.Fault;
import io.sluice.ports.fake.InMemoryObjects;
import io.sluice.ports.out.ExclusiveCreate;
import io.sluice.ports.out.ObjectAlreadyExistsException;
import io.sluice.ports.out.ObjectStore.ObjectWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExclusiveCreateProbeTest {
  private static final Location TABLE = Location.parse("s3://bucket/table");
  private static final UUID ID = new UUID(1, 2);

  private final InMemoryObjects objects = new InMemoryObjects();

  @Test
  void shouldAcceptAStoreThatRefusesTheSecondWrite() throws IOException {
    // Given
    List<Location> tried = new ArrayList<>();
    ExclusiveCreateProbe probe =
        probe(
            (location, content) -> {
              tried.add(location);
              objects.create(location, content);
            });

    // When
    probe.require(TABLE, ID);

    // Then
    assertThat(tried)
        .hasSize(2)
        .containsOnly(TABLE.child("_sluice/probe-00000000-0000-0001-0000-000000000002"));
    assertThat(objects.list(TABLE)).as("nothing is left").isEmpty();
  }

  @Test
  void shouldRefuseAStoreThatOverwrites() throws IOException {
    // Given
    ExclusiveCreateProbe probe = probe(this::overwrite);

    // Then
    assertThatThrownBy(() -> probe.require(TABLE, ID))
        .isInstanceOfSatisfying(
            SluiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION);
              assertThat(e.hint()).contains("sluice.storage.single-writer");
            })
        .hasMessageContaining(TABLE.toString());
    assertThat(probe.isExclusive(TABLE, ID)).isFalse();
    assertThat(objects.list(TABLE)).isEmpty();
  }

  @Test
  void shouldRefuseAStoreThatDropsTheSecondWriteInSilence() throws IOException {
    // Given a store that answers both writers that theirs was created
    ExclusiveCreateProbe probe =
        probe(
            (location, content) -> {
              if (objects.find(location).isEmpty()) {
                objects.create(location, content);
              }
            });

    // Then
    assertThat(probe.isExclusive(TABLE, ID)).isFalse();
  }

  @Test
  void shouldRefuseAStoreThatOverwritesAndThenSaysExists() throws IOException {
    // Given
    ExclusiveCreateProbe probe =
        probe(
            (location, content) -> {
              boolean exists = objects.find(location).isPresent();
              overwrite(location, content);
              if (exists) {
                throw new ObjectAlreadyExistsException(location);
              }
            });

    // Then
    assertThat(probe.isExclusive(TABLE, ID)).isFalse();
  }

  @Test
  void shouldAcceptAClientThatMeetsItsOwnRepeatedRequest() throws IOException {
    // Given a client that repeats the request after a lost answer, and so finds its own object
    ExclusiveCreateProbe probe =
        probe(
            (location, content) -> {
              objects.create(location, content);
              throw new ObjectAlreadyExistsException(location);
            });

    // Then
    assertThat(probe.isExclusive(TABLE, ID)).isTrue();
  }

  @Test
  void shouldLeaveNothingWhenTheStoreFailsHalfway() {
    // Given
    FaultInjector faults = new FaultInjector().then(Fault.NONE, Fault.AFTER);
    ExclusiveCreateProbe probe = probe(new FailingExclusiveCreate(objects, faults));
    FaultInjector later = new FaultInjector().then(Fault.AFTER);
    ExclusiveCreateProbe lostAnswer = probe(new FailingExclusiveCreate(objects, later));

    // Then
    assertThatCode(() -> probe.require(TABLE, ID))
        .as("the second create says exists before the fault can be seen")
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> lostAnswer.require(TABLE, ID)).isInstanceOf(IOException.class);
    assertThat(objects.list(TABLE)).isEmpty();
  }

  private ExclusiveCreateProbe probe(ExclusiveCreate create) {
    return new ExclusiveCreateProbe(objects, create);
  }

  private void overwrite(Location location, byte[] content) throws IOException {
    try (ObjectWriter writer = objects.write(location)) {
      writer.write(content);
    }
  }
}
