package io.sluice.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import io.sluice.ports.contract.ObjectStoreContract;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.out.ObjectStore.ObjectReader;
import io.sluice.ports.out.ObjectStore.ObjectSummary;
import io.sluice.ports.out.ObjectStore.ObjectWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalObjectStoreTest extends ObjectStoreContract {
  @TempDir private Path folder;

  private final LocalObjectStore store = new LocalObjectStore(new LocalDisk(new LocalConfig(true)));

  @Override
  protected ObjectStore store() {
    return store;
  }

  @Override
  protected Location root() {
    return Location.of(folder);
  }

  @Test
  void shouldNotPublishAnObjectAfterAFailedWrite() throws IOException {
    // Given a stream that fails in the middle, closed as try-with-resources does
    ObjectWriter writer = store.write(root().child("half"));
    writer.write(new byte[100_000]);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> writer.write(new byte[100_000]))
        .isInstanceOf(ClosedByInterruptException.class);
    assertThat(Thread.interrupted()).isTrue();

    // When
    assertThatThrownBy(() -> writer.write(1)).isInstanceOf(IOException.class);
    assertThatThrownBy(writer::close)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("an earlier write failed");

    // Then
    assertThat(files()).as("neither the object nor the temporary file").isEmpty();
  }

  @Test
  void shouldHaveTheObjectOnDiskWhenItIsClosed() throws IOException {
    // Given
    List<String> events = new ArrayList<>();
    LocalDisk recorded =
        new LocalDisk(
            new LocalConfig(true),
            channel -> events.add(Files.exists(folder.resolve("object")) ? "name" : "content"));

    // When
    ObjectWriter writer = new LocalObjectStore(recorded).write(root().child("object"));
    writer.write(1);
    assertThat(events).isEmpty();
    writer.close();

    // Then
    assertThat(events).containsExactly("content", "name");
  }

  @Test
  void shouldLeaveNoTemporaryFileWhenPublishingFails() throws IOException {
    // Given a folder in the place of the object
    Files.createDirectories(folder.resolve("taken/by-folder"));

    // When
    ObjectWriter writer = store.write(root().child("taken"));
    writer.write(1);

    // Then
    assertThatThrownBy(writer::close)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Cannot write '" + root().child("taken") + "'");
    assertThat(files()).containsExactly("taken");
  }

  @Test
  void shouldSayWhenAFileIsInThePlaceOfAFolder() throws IOException {
    // Given
    Files.createFile(folder.resolve("file"));

    // Then
    assertThatThrownBy(() -> store.write(root().child("file/object")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("file/object")
        .hasMessageEndingWith("is not a folder");
  }

  @Test
  void shouldFindNothingBelowAPlainFile() throws IOException {
    // Given
    Files.createFile(folder.resolve("file"));
    Location object = root().child("file/folder/object");

    // Then
    assertThat(store.find(object)).isEmpty();
    assertThat(store.listFrom(root().child("file/folder"), "")).isEmpty();
    assertThatThrownBy(() -> store.read(object))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(object.toString());
    assertThatCode(() -> store.delete(object)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "file/table", "file/a/b/table", "dangling/table"})
  void shouldRefuseAPlaceThatCanNeverBeAFolder(String place) throws IOException {
    // Given
    Files.createFile(folder.resolve("file"));
    Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("gone"));

    // Then
    assertThatThrownBy(() -> store.list(root().child(place)))
        .isInstanceOfSatisfying(
            SluiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE))
        .hasMessage(
            "Cannot use '%s': %s is not a folder",
            root().child(place), folder.resolve(place.split("/", 2)[0]));
  }

  @Test
  void shouldKeepTheTypeOfADeniedAccess() throws IOException {
    // Given
    Path denied = Files.createDirectory(folder.resolve("denied"));
    Files.createFile(denied.resolve("object"));
    Files.setPosixFilePermissions(denied, Set.of());
    Assumptions.assumeFalse(Files.isReadable(denied), "root may read everything");
    Location object = root().child("denied/object");

    // Then
    assertThatThrownBy(() -> store.read(object))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining(object.toString());
    Files.setPosixFilePermissions(denied, Set.of(PosixFilePermission.values()));
  }

  @Test
  void shouldGiveObjectsThePermissionsOfOrdinaryFiles() throws IOException {
    // Given
    Path ordinary = Files.createFile(folder.resolve("ordinary"));

    // When
    try (ObjectWriter writer = store.write(root().child("object"))) {
      writer.write(1);
    }

    // Then
    assertThat(Files.getPosixFilePermissions(folder.resolve("object")))
        .as("a temporary file's own permissions would shut other readers out")
        .isEqualTo(Files.getPosixFilePermissions(ordinary));
  }

  @Test
  void shouldPassOverWhatACrashLeftBehind() throws IOException {
    // Given
    ObjectWriter abandoned = store.write(root().child("object"));
    assertThat(files()).hasSize(1).allMatch(name -> name.startsWith("."));

    // Then
    assertThat(store.list(root())).isEmpty();
    abandoned.abort();
    assertThat(files()).isEmpty();
  }

  @Test
  void shouldListHiddenFilesOfOthers() throws IOException {
    // Given
    Files.createFile(folder.resolve(".hidden"));

    // Then
    assertThat(store.list(root()))
        .extracting(ObjectSummary::location)
        .containsExactly(root().child(".hidden"));
  }

  @Test
  void shouldLookOnlyAtThoseFilesOfAListingThatAreAskedFor() throws IOException {
    // Given
    for (String name : List.of("1", "2", "3", "4")) {
      Files.createFile(folder.resolve(name));
    }
    Files.createDirectory(folder.resolve("2.folder"));

    // When a file goes away that was listed but not looked at
    List<ObjectSummary> found = store.listFrom(root(), "1");
    Iterator<ObjectSummary> files = found.iterator();
    ObjectSummary first = files.next();
    Files.delete(folder.resolve("3"));
    Files.setLastModifiedTime(folder.resolve("4"), FileTime.fromMillis(7));

    // Then
    assertThat(first.location()).isEqualTo(root().child("1"));
    assertThat(files)
        .toIterable()
        .extracting(ObjectSummary::location)
        .containsExactly(root().child("2"), root().child("4"));
    assertThat(found).hasSize(3);
    assertThat(found.get(2).modifiedAtMillis()).isEqualTo(7);
    assertThat(found.stream().skip(2)).hasSize(1);
    assertThatThrownBy(() -> found.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(store.listFrom(root(), "5")).isEmpty();
  }

  @Test
  void shouldFollowALinkToTheTablesFolder() throws IOException {
    // Given
    Path real = Files.createDirectories(folder.resolve("disk2/table"));
    Files.createFile(real.resolve("object"));
    Files.createSymbolicLink(folder.resolve("table"), real);

    // Then
    assertThat(store.list(root().child("table")))
        .extracting(ObjectSummary::location)
        .containsExactly(root().child("table/object"));
  }

  @Test
  void shouldTellWhenAnObjectWasWritten() throws IOException {
    // Given
    Path file = Files.createFile(folder.resolve("dated"));
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_357_000_000_123L));

    // Then
    assertThat(store.find(root().child("dated")))
        .map(ObjectSummary::modifiedAtMillis)
        .contains(1_357_000_000_123L);
  }

  @Test
  void shouldGoOnReadingAnObjectThatWasReplaced() throws IOException {
    // Given
    Location location = root().child("object");
    Files.writeString(folder.resolve("object"), "old");

    // When
    try (ObjectReader reader = store.read(location)) {
      try (ObjectWriter writer = store.write(location)) {
        writer.write(new byte[] {'n', 'e', 'w', '!'});
      }
      ByteBuffer content = ByteBuffer.allocate((int) reader.length());
      reader.readFully(0, content);

      // Then
      assertThat(content.array()).isEqualTo(new byte[] {'o', 'l', 'd'});
    }
  }

  private List<String> files() throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.map(path -> path.getFileName().toString()).toList();
    }
  }
}
