package io.sluice.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.out.ObjectStore.ObjectReader;
import io.sluice.ports.out.ObjectStore.ObjectSummary;
import io.sluice.ports.out.ObjectStore.ObjectWriter;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guarantees of {@link ObjectStore}, for every backend. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public abstract class ObjectStoreContract {
  /** The store, the same for every call within one test. */
  protected abstract ObjectStore store();

  /** A folder of the test's own, empty at its start. */
  protected abstract Location root();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 8 * 1024 * 1024})
  void shouldReadBackWhatWasWritten(int length) throws IOException {
    // Given
    byte[] content = Bytes.random(length, 1);
    Location location = root().child("a/b/object");

    // When
    Bytes.write(store(), location, content);

    // Then
    assertThat(Bytes.read(store(), location)).isEqualTo(content);
    assertThat(store().find(location)).map(ObjectSummary::bytes).contains((long) length);
  }

  @Test
  void shouldKeepTheOrderOfSmallAndLargeWrites() throws IOException {
    // Given
    byte[] content = Bytes.random(300_000, 2);
    Location location = root().child("pieces");

    // When
    try (ObjectWriter writer = store().write(location)) {
      writer.write(content[0]);
      writer.write(content, 1, 70_000);
      writer.write(content, 70_001, 10);
      writer.write(content, 70_011, 0);
      writer.flush();
      writer.write(content, 70_011, content.length - 70_011 - 1);
      writer.write(content[content.length - 1]);
    }

    // Then
    assertThat(Bytes.read(store(), location)).isEqualTo(content);
  }

  @Test
  void shouldReadRangesInAnyOrder() throws IOException {
    // Given
    byte[] content = Bytes.random(100_000, 3);
    Location location = root().child("ranges");
    Bytes.write(store(), location, content);

    // When
    try (ObjectReader reader = store().read(location)) {
      // Then
      assertThat(reader.length()).isEqualTo(content.length);
      assertThat(range(reader, 99_990, 10)).isEqualTo(Arrays.copyOfRange(content, 99_990, 100_000));
      assertThat(range(reader, 0, 5)).isEqualTo(Arrays.copyOfRange(content, 0, 5));
      assertThat(range(reader, 50_000, 0)).isEmpty();
      assertThat(range(reader, 100_000, 0)).as("nothing, at the end").isEmpty();
    }
  }

  @Test
  void shouldFillDirectBuffersAndOnlyTheirRest() throws IOException {
    // Given
    Location location = root().child("direct");
    Bytes.write(store(), location, Bytes.of("abcdef"));
    ByteBuffer buffer = ByteBuffer.allocateDirect(6);
    buffer.put((byte) '-').limit(4);

    // When
    try (ObjectReader reader = store().read(location)) {
      reader.readFully(2, buffer);
    }

    // Then
    byte[] filled = new byte[4];
    buffer.flip().get(filled);
    assertThat(filled).isEqualTo(Bytes.of("-cde"));
  }

  @Test
  void shouldSayWhenAnObjectEndsBeforeTheBufferIsFull() throws IOException {
    // Given
    Location location = root().child("short");
    Bytes.write(store(), location, new byte[10]);

    // When
    try (ObjectReader reader = store().read(location)) {
      // Then
      assertThatThrownBy(() -> range(reader, 5, 6)).isInstanceOf(EOFException.class);
      assertThatThrownBy(() -> range(reader, 11, 1)).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void shouldShowAnObjectOnlyOnceItIsClosed() throws IOException {
    // Given
    Location location = root().child("folder/late");

    // When
    try (ObjectWriter writer = store().write(location)) {
      writer.write(Bytes.random(200_000, 4));
      writer.flush();

      // Then
      assertThat(store().find(location)).isEmpty();
      assertThat(store().list(root())).as("unfinished objects are not listed").isEmpty();
      assertThatThrownBy(() -> Bytes.read(store(), location))
          .isInstanceOf(NoSuchFileException.class);
    }
    assertThat(store().find(location)).isPresent();
  }

  @Test
  void shouldShowNothingOfAnAbortedObject() throws IOException {
    // Given
    Location location = root().child("aborted");
    ObjectWriter writer = store().write(location);
    writer.write(Bytes.random(200_000, 5));

    // When
    writer.abort();
    writer.close();

    // Then
    assertThat(store().find(location)).isEmpty();
    assertThat(store().list(root())).isEmpty();
  }

  @Test
  void shouldKeepTheOldObjectWhenItsReplacementIsAborted() throws IOException {
    // Given
    Location location = root().child("kept");
    Bytes.write(store(), location, Bytes.of("old"));

    // When
    ObjectWriter writer = store().write(location);
    writer.write(Bytes.of("new"));
    writer.abort();

    // Then
    assertThat(Bytes.read(store(), location)).isEqualTo(Bytes.of("old"));
  }

  @Test
  void shouldIgnoreASecondCloseAndAnAbortAfterIt() throws IOException {
    // Given
    Location location = root().child("closed");
    ObjectWriter writer = store().write(location);
    writer.write(Bytes.of("x"));
    writer.close();

    // When
    writer.close();
    writer.abort();

    // Then
    assertThat(Bytes.read(store(), location)).isEqualTo(Bytes.of("x"));
    assertThatThrownBy(() -> writer.write(1)).isInstanceOf(IOException.class);
  }

  @Test
  void shouldReplaceAnObjectWithAShorterOne() throws IOException {
    // Given
    Location location = root().child("replaced");
    Bytes.write(store(), location, new byte[100]);

    // When
    Bytes.write(store(), location, Bytes.of("short"));

    // Then
    assertThat(Bytes.read(store(), location)).isEqualTo(Bytes.of("short"));
    assertThat(store().list(root())).hasSize(1);
  }

  @Test
  void shouldReplaceAtomicallyUnderReaders() throws Exception {
    // Given
    Location location = root().child("contended");
    int length = 150_000;
    Bytes.write(store(), location, filled(length, 0));
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService readers = Executors.newFixedThreadPool(3);
    try {
      Callable<Integer> reading =
          () -> {
            int reads = 0;
            while (!done.get()) {
              byte[] seen = Bytes.read(store(), location);
              assertThat(seen).as("one version, whole").isEqualTo(filled(length, seen[0]));
              reads++;
            }
            return reads;
          };
      List<Future<Integer>> running =
          List.of(readers.submit(reading), readers.submit(reading), readers.submit(reading));

      // When
      for (int version = 1; version <= 40; version++) {
        Bytes.write(store(), location, filled(length, version));
      }
      done.set(true);

      // Then
      for (Future<Integer> reader : running) {
        assertThat(reader.get()).isNotNegative();
      }
      assertThat(Bytes.read(store(), location)[0]).isEqualTo((byte) 40);
    } finally {
      done.set(true);
      readers.shutdownNow();
    }
  }

  @Test
  void shouldListAllDepthsSortedByLocation() throws IOException {
    // Given
    List<String> names = List.of("b", "a/z", "a/b/c", "a-b", "a/b.x", "c/1", "c/10", "c/2", "B");
    for (String name : names) {
      Bytes.write(store(), root().child("listed/" + name), Bytes.of(name));
    }
    Bytes.write(store(), root().child("listed-not/x"), Bytes.of("x"));

    // When
    List<ObjectSummary> found = store().list(root().child("listed"));

    // Then
    assertThat(found)
        .extracting(summary -> summary.location().toString())
        .isSorted()
        .containsExactlyInAnyOrderElementsOf(
            names.stream().map(name -> root().child("listed/" + name).toString()).toList());
    assertThat(found)
        .allSatisfy(summary -> assertThat(store().find(summary.location())).contains(summary));
  }

  @Test
  void shouldListNothingWhereThereIsNoFolder() throws IOException {
    assertThat(store().list(root().child("nowhere"))).isEmpty();
    assertThat(store().listFrom(root().child("nowhere"), "")).isEmpty();
  }

  @Test
  void shouldListOneFolderFromANameOn() throws IOException {
    // Given
    for (String name : List.of("03", "\u00FCber", "01", "02.x", "10")) {
      Bytes.write(store(), root().child("log/" + name), Bytes.of(name));
    }
    Bytes.write(store(), root().child("log/deeper/03"), Bytes.of("not here"));

    // When
    List<ObjectSummary> found = store().listFrom(root().child("log"), "02");

    // Then
    assertThat(found)
        .extracting(summary -> summary.location().toString())
        .containsExactlyElementsOf(
            List.of("02.x", "03", "10", "\u00FCber").stream()
                .map(name -> root().child("log/" + name).toString())
                .toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with space",
        "percent%2Fslash",
        "100%",
        "day=2013-01-01/x=a%20b",
        "plus+and&",
        "emoji-\uD83D\uDE00",
        "e\u0301-decomposed",
        "\u00FCber",
        "#hash?mark",
        "[brackets]{braces}",
        "quote'\"`",
        "colon:semi;comma,",
        "back\\slash",
        "..hidden",
        "_delta_log/00000000000000000000.json"
      })
  void shouldTakeAnyName(String name) throws IOException {
    // Given
    Location location = root().child("names/" + name);
    byte[] content = Bytes.of(name);

    // When
    Bytes.write(store(), location, content);

    // Then
    assertThat(Bytes.read(store(), location)).isEqualTo(content);
    assertThat(store().list(root().child("names")))
        .extracting(ObjectSummary::location)
        .containsExactly(location);
    store().delete(location);
    assertThat(store().find(location)).isEmpty();
  }

  @Test
  void shouldTellNamesApartThatDecodeAlike() throws IOException {
    // Given
    Location encoded = root().child("a%20b");
    Location plain = root().child("a b");

    // When
    Bytes.write(store(), encoded, Bytes.of("encoded"));
    Bytes.write(store(), plain, Bytes.of("plain"));

    // Then
    assertThat(Bytes.read(store(), encoded)).isEqualTo(Bytes.of("encoded"));
    assertThat(Bytes.read(store(), plain)).isEqualTo(Bytes.of("plain"));
  }

  @Test
  void shouldNameTheLocationOfAMissingObject() throws IOException {
    // Given
    Location location = root().child("missing");

    // Then
    assertThat(store().find(location)).isEmpty();
    assertThatThrownBy(() -> store().read(location))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(location.toString());
  }

  @Test
  void shouldDeleteOnceAndForAll() throws IOException {
    // Given
    Location location = root().child("folder/deleted");
    Location neighbour = root().child("folder/neighbour");
    Bytes.write(store(), location, Bytes.of("x"));
    Bytes.write(store(), neighbour, Bytes.of("y"));

    // When
    store().delete(location);
    store().delete(location);
    store().delete(root().child("never/was"));

    // Then
    assertThat(store().find(location)).isEmpty();
    assertThat(store().list(root())).extracting(ObjectSummary::location).containsExactly(neighbour);
  }

  @Test
  void shouldNotTakeAFolderForAnObject() throws IOException {
    // Given
    Location object = root().child("folder/object");
    Bytes.write(store(), object, Bytes.of("x"));

    // When
    store().delete(root().child("folder"));

    // Then
    assertThat(store().find(root().child("folder"))).isEmpty();
    assertThatThrownBy(() -> store().read(root().child("folder")))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(store().find(object)).isPresent();
  }

  private static byte[] range(ObjectReader reader, long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    reader.readFully(position, buffer);
    return buffer.array();
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
