package io.sluice.storage.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.domain.table.Location;
import io.sluice.ports.contract.Bytes;
import io.sluice.ports.contract.ObjectStoreContract;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.out.ObjectStore.ObjectReader;
import io.sluice.ports.out.ObjectStore.ObjectWriter;
import io.sluice.ports.out.StorageBackend;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is asked of a store on a network besides the contract: sizes that take several requests. */
public abstract class NetworkStoreContract extends ObjectStoreContract {
  private static final int LARGE = 64 << 20;
  private static final int MANY = 3_000;

  private final StorageBackend backend;
  private final Location root;

  protected NetworkStoreContract(TestStore store, StorageBackend backend) {
    this.backend = backend;
    this.root = store.freshFolder();
  }

  @Override
  protected final ObjectStore store() {
    return backend.objects();
  }

  @Override
  protected final Location root() {
    return root;
  }

  @AfterEach
  void close() throws IOException {
    backend.close();
  }

  @Test
  void shouldTakeAnObjectOfManyParts() throws IOException {
    // Given
    byte[] content = Bytes.random(LARGE, 6);
    Location location = root().child("large");

    // When
    try (ObjectWriter writer = store().write(location)) {
      for (int offset = 0; offset < LARGE; offset += 1 << 20) {
        writer.write(content, offset, 1 << 20);
      }
    }

    // Then
    try (ObjectReader reader = store().read(location)) {
      assertThat(reader.length()).isEqualTo(LARGE);
      ByteBuffer whole = ByteBuffer.allocate(LARGE);
      reader.readFully(0, whole);
      assertThat(whole.array()).isEqualTo(content);
    }
    store().delete(location);
  }

  @Test
  void shouldShowNothingOfAnAbortedObjectOfManyParts() throws IOException {
    // Given
    Location location = root().child("large");
    ObjectWriter writer = store().write(location);
    writer.write(Bytes.random(20 << 20, 7));

    // When
    writer.abort();

    // Then
    assertThat(store().find(location)).isEmpty();
  }

  @Test
  void shouldListMoreObjectsThanOneAnswerHolds() throws Exception {
    // Given
    List<String> names = new ArrayList<>();
    ExecutorService writers = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        String name = "%020d.json".formatted(i);
        names.add(name);
        running.add(
            writers.submit(
                () -> {
                  store().write(root().child("_delta_log/" + name), Bytes.of(name));
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      writers.shutdownNow();
    }

    // Then
    Location log = root().child("_delta_log");
    assertThat(store().list(root()))
        .extracting(object -> object.location().toString())
        .containsExactlyElementsOf(names.stream().map(name -> log.child(name).toString()).toList());
    assertThat(store().listFrom(log, "00000000000000002990.json")).hasSize(10);
    assertThat(store().listFrom(log, "0")).hasSize(MANY);
  }
}
