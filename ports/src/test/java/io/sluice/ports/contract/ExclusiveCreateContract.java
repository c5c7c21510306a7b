package io.sluice.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.table.Location;
import io.sluice.ports.out.ExclusiveCreate;
import io.sluice.ports.out.ObjectAlreadyExistsException;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.out.ObjectStore.ObjectSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guarantees of {@link ExclusiveCreate}, for every backend. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public abstract class ExclusiveCreateContract {
  private static final int RACERS = 20;
  private static final int ROUNDS = 20;

  protected abstract ExclusiveCreate exclusiveCreate();

  /** A store that sees the same objects. */
  protected abstract ObjectStore store();

  /** A folder of the test's own, empty at its start. */
  protected abstract Location root();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_537, 8 * 1024 * 1024})
  void shouldReadBackWhatWasCreated(int length) throws IOException {
    // Given
    byte[] content = Bytes.random(length, 1);
    Location location = root().child("_delta_log/00000000000000000000.json");

    // When
    exclusiveCreate().create(location, content);

    // Then
    assertThat(Bytes.read(store(), location)).isEqualTo(content);
  }

  @Test
  void shouldRefuseASecondCreateAndKeepTheFirst() throws IOException {
    // Given
    Location location = root().child("taken");
    exclusiveCreate().create(location, Bytes.of("first"));

    // Then
    assertThatThrownBy(() -> exclusiveCreate().create(location, Bytes.of("second")))
        .isInstanceOf(ObjectAlreadyExistsException.class)
        .hasMessageContaining(location.toString());
    assertThatThrownBy(() -> exclusiveCreate().create(location, Bytes.of("first")))
        .as("the same content is no exception: who asked must find out whose it is")
        .isInstanceOf(ObjectAlreadyExistsException.class);
    assertThat(Bytes.read(store(), location)).isEqualTo(Bytes.of("first"));
  }

  @Test
  void shouldRefuseToReplaceAnObjectWrittenOtherwise() throws IOException {
    // Given
    Location location = root().child("written");
    Bytes.write(store(), location, Bytes.of("written"));

    // Then
    assertThatThrownBy(() -> exclusiveCreate().create(location, Bytes.of("created")))
        .isInstanceOf(ObjectAlreadyExistsException.class);
    assertThat(Bytes.read(store(), location)).isEqualTo(Bytes.of("written"));
  }

  @Test
  void shouldCreateAgainAfterADelete() throws IOException {
    // Given
    Location location = root().child("deleted");
    exclusiveCreate().create(location, Bytes.of("first"));
    store().delete(location);

    // When
    exclusiveCreate().create(location, Bytes.of("second"));

    // Then
    assertThat(Bytes.read(store(), location)).isEqualTo(Bytes.of("second"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space", "a%2Fb", "k=v/emoji-\uD83D\uDE00", "e\u0301", "#?+"})
  void shouldTakeAnyName(String name) throws IOException {
    // Given
    Location location = root().child(name);

    // When
    exclusiveCreate().create(location, Bytes.of(name));

    // Then
    assertThat(store().list(root())).extracting(ObjectSummary::location).containsExactly(location);
    assertThatThrownBy(() -> exclusiveCreate().create(location, Bytes.of("other")))
        .isInstanceOf(ObjectAlreadyExistsException.class);
  }

  @Test
  void shouldHaveExactlyOneWinnerInEveryRace() throws Exception {
    // Given
    ExecutorService racers = Executors.newFixedThreadPool(RACERS);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        Location location = root().child("race/" + round);

        // When
        List<byte[]> winners = race(racers, location);

        // Then
        assertThat(winners).as("winners of round %d", round).hasSize(1);
        assertThat(Bytes.read(store(), location)).isEqualTo(winners.get(0));
      }
      assertThat(store().list(root())).as("nothing beside the winners").hasSize(ROUNDS);
    } finally {
      racers.shutdownNow();
    }
  }

  @Test
  void shouldBeSeenWholeOrNotAtAll() throws Exception {
    // Given
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService watcher = Executors.newSingleThreadExecutor();
    int length = 200_000;
    try {
      Future<?> watching =
          watcher.submit(
              () -> {
                while (!done.get()) {
                  assertThat(store().list(root()))
                      .allSatisfy(object -> assertThat(object.bytes()).isEqualTo(length));
                }
                return null;
              });

      // When
      for (int i = 0; i < 50; i++) {
        exclusiveCreate().create(root().child("whole-" + i), Bytes.random(length, i));
      }
      done.set(true);

      // Then
      assertThat(watching.get()).isNull();
    } finally {
      done.set(true);
      watcher.shutdownNow();
    }
  }

  private List<byte[]> race(ExecutorService racers, Location location) throws Exception {
    CyclicBarrier start = new CyclicBarrier(RACERS);
    List<Future<Optional<byte[]>>> runs = new ArrayList<>();
    for (int racer = 0; racer < RACERS; racer++) {
      byte[] content = Bytes.random(1_000 + racer, racer);
      runs.add(
          racers.submit(
              () -> {
                start.await();
                return createdBy(location, content);
              }));
    }
    List<byte[]> winners = new ArrayList<>();
    for (Future<Optional<byte[]>> run : runs) {
      run.get().ifPresent(winners::add);
    }
    return winners;
  }

  /** The content where it won; every other outcome than losing is an error of the test. */
  private Optional<byte[]> createdBy(Location location, byte[] content) throws IOException {
    try {
      exclusiveCreate().create(location, content);
      return Optional.of(content);
    } catch (ObjectAlreadyExistsException e) {
      return Optional.empty();
    }
  }
}
