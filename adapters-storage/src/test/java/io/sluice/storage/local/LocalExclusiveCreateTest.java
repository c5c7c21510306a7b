package io.sluice.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import io.sluice.ports.contract.ExclusiveCreateContract;
import io.sluice.ports.out.ExclusiveCreate;
import io.sluice.ports.out.ObjectAlreadyExistsException;
import io.sluice.ports.out.ObjectStore;
import io.sluice.storage.local.LocalExclusiveCreate.HardLink;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalExclusiveCreateTest extends ExclusiveCreateContract {
  private static final byte[] OURS = {1, 2, 3};
  private static final byte[] THEIRS = {1, 2, 4};

  @TempDir private Path folder;

  private final LocalDisk disk = new LocalDisk(new LocalConfig(true));

  @Override
  protected ExclusiveCreate exclusiveCreate() {
    return new LocalExclusiveCreate(disk);
  }

  @Override
  protected ObjectStore store() {
    return new LocalObjectStore(disk);
  }

  @Override
  protected Location root() {
    return Location.of(folder);
  }

  @Test
  void shouldSucceedWhenTheLinkWasMadeAndItsAnswerLost() throws IOException {
    // Given an NFS server whose answer is lost
    ExclusiveCreate create =
        linkingBy(
            (link, existing) -> {
              Files.createLink(link, existing);
              throw new FileSystemException(link.toString(), null, "Input/output error");
            });

    // When
    create.create(root().child("entry"), OURS);

    // Then
    assertThat(folder.resolve("entry")).hasBinaryContent(OURS);
    assertThat(files()).containsExactly("entry");
  }

  @Test
  void shouldNotTakeAnothersObjectForItsOwnAfterAFailedLink() throws IOException {
    // Given
    ExclusiveCreate create =
        linkingBy(
            (link, existing) -> {
              Files.write(link, THEIRS);
              throw new FileSystemException(link.toString(), null, "Input/output error");
            });

    // Then
    assertThatThrownBy(() -> create.create(root().child("entry"), OURS))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(ObjectAlreadyExistsException.class)
        .hasMessageContaining(root().child("entry").toString())
        .hasMessageEndingWith("Input/output error");
    assertThat(folder.resolve("entry")).hasBinaryContent(THEIRS);
    assertThat(files()).containsExactly("entry");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Operation not permitted", "Operation not supported", "Function not implemented"})
  void shouldRefuseAFileSystemThatHasNoLinks(String reason) throws IOException {
    // Given
    ExclusiveCreate create =
        linkingBy(
            (link, existing) -> {
              throw new FileSystemException(link.toString(), existing.toString(), reason);
            });

    // Then
    assertRefused(create);
  }

  @Test
  void shouldRefuseAFileSystemWhoseProviderHasNoLinks() throws IOException {
    // Given
    ExclusiveCreate create =
        linkingBy(
            (link, existing) -> {
              throw new UnsupportedOperationException();
            });

    // Then
    assertRefused(create);
  }

  @ParameterizedTest
  @ValueSource(strings = {"No space left on device", "Read-only file system", "Stale file handle"})
  void shouldReportTroubleThatMayPassAsSuch(String reason) throws IOException {
    // Given
    ExclusiveCreate create =
        linkingBy(
            (link, existing) -> {
              throw new FileSystemException(link.toString(), existing.toString(), reason);
            });

    // Then
    assertThatThrownBy(() -> create.create(root().child("entry"), OURS))
        .as("worth trying again: no configuration error")
        .isInstanceOf(IOException.class)
        .hasMessage("Cannot create '" + root().child("entry") + "': " + reason);
    assertThat(files()).isEmpty();
  }

  @Test
  void shouldKeepTheTypeOfADeniedAccess() {
    // Given
    ExclusiveCreate create =
        linkingBy(
            (link, existing) -> {
              throw new AccessDeniedException(link.toString());
            });

    // Then
    assertThatThrownBy(() -> create.create(root().child("entry"), OURS))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining(root().child("entry").toString());
  }

  @Test
  void shouldHaveTheWholeContentBesideTheNameBeforeItLinks() throws IOException {
    // Given
    List<byte[]> linked = new ArrayList<>();
    ExclusiveCreate create =
        linkingBy(
            (link, existing) -> {
              assertThat(existing.getParent()).isEqualTo(link.getParent());
              assertThat(existing.getFileName().toString()).startsWith(".");
              linked.add(Files.readAllBytes(existing));
              Files.createLink(link, existing);
            });

    // When
    create.create(root().child("new/folder/entry"), OURS);

    // Then
    assertThat(linked).containsExactly(OURS);
  }

  @Test
  void shouldHaveTheContentOnDiskBeforeTheNameAndTheNameBeforeItReturns() throws IOException {
    // Given
    List<String> events = new ArrayList<>();
    LocalDisk recorded = new LocalDisk(new LocalConfig(true), channel -> events.add("force"));
    ExclusiveCreate create =
        new LocalExclusiveCreate(
            recorded,
            (link, existing) -> {
              events.add("link");
              Files.createLink(link, existing);
            });

    // When
    create.create(root().child("entry"), OURS);

    // Then
    assertThat(events).containsExactly("force", "link", "force");
  }

  @Test
  void shouldHaveTheNameOnDiskBeforeItSaysThatItExists() throws IOException {
    // Given an attempt whose name did not reach the disk
    List<String> events = new ArrayList<>();
    LocalDisk failingOnce =
        new LocalDisk(
            new LocalConfig(true),
            channel -> {
              events.add("force");
              if (events.size() == 2) {
                throw new IOException("Input/output error");
              }
            });
    ExclusiveCreate create = new LocalExclusiveCreate(failingOnce);
    assertThatThrownBy(() -> create.create(root().child("entry"), OURS))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(ObjectAlreadyExistsException.class);

    // When it is repeated
    assertThatThrownBy(() -> create.create(root().child("entry"), OURS))
        .isInstanceOf(ObjectAlreadyExistsException.class);

    // Then
    assertThat(events).as("content and name, twice").hasSize(4);
  }

  @Test
  void shouldNotSayThatItExistsWhileTheDiskDoesNotHaveTheName() throws IOException {
    // Given
    exclusiveCreate().create(root().child("entry"), OURS);
    AtomicInteger forced = new AtomicInteger();
    LocalDisk broken =
        new LocalDisk(
            new LocalConfig(true),
            channel -> {
              if (forced.incrementAndGet() == 2) {
                throw new IOException("Input/output error");
              }
            });

    // Then
    assertThatThrownBy(() -> new LocalExclusiveCreate(broken).create(root().child("entry"), OURS))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(ObjectAlreadyExistsException.class)
        .hasMessageEndingWith("Input/output error");
  }

  @Test
  void shouldHaveNewFoldersOnDiskToo() throws IOException {
    // Given
    List<String> events = new ArrayList<>();
    LocalDisk recorded = new LocalDisk(new LocalConfig(true), channel -> events.add("force"));

    // When
    new LocalExclusiveCreate(recorded).create(root().child("table/_delta_log/entry"), OURS);

    // Then
    assertThat(events).as("two folders, the file, the file's name").hasSize(4);
  }

  @Test
  void shouldNotWaitForTheDiskWhereThatIsSwitchedOff() throws IOException {
    // Given
    List<String> events = new ArrayList<>();
    LocalDisk recorded = new LocalDisk(new LocalConfig(false), channel -> events.add("force"));

    // When
    new LocalExclusiveCreate(recorded).create(root().child("table/entry"), OURS);

    // Then
    assertThat(events).isEmpty();
  }

  @Test
  void shouldHaveOneWinnerWhenNothingKeepsTheRacersApart() throws Exception {
    // Given a disk that nobody waits for, so that the racers link at the same moment
    ExclusiveCreate create = new LocalExclusiveCreate(new LocalDisk(new LocalConfig(false)));
    int rounds = 2_000;
    AtomicIntegerArray winners = new AtomicIntegerArray(rounds);
    CyclicBarrier start = new CyclicBarrier(4);
    ExecutorService racers = Executors.newFixedThreadPool(4);
    try {
      // When
      List<Future<?>> running = new ArrayList<>();
      for (byte racer = 0; racer < 4; racer++) {
        byte[] content = {racer};
        running.add(
            racers.submit(
                () -> {
                  for (int round = 0; round < rounds; round++) {
                    start.await();
                    if (CreateRacer.wins(create, root().child("r" + round), content)) {
                      winners.incrementAndGet(round);
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> racer : running) {
        racer.get();
      }
    } finally {
      racers.shutdownNow();
    }

    // Then
    for (int round = 0; round < rounds; round++) {
      assertThat(winners.get(round)).as("winners of round %d", round).isEqualTo(1);
    }
  }

  @Test
  void shouldLeaveNoTemporaryFileWhenItLoses() throws IOException {
    // Given
    exclusiveCreate().create(root().child("entry"), THEIRS);

    // Then
    assertThatThrownBy(() -> exclusiveCreate().create(root().child("entry"), OURS))
        .isInstanceOf(ObjectAlreadyExistsException.class);
    assertThat(files()).containsExactly("entry");
  }

  private ExclusiveCreate linkingBy(HardLink link) {
    return new LocalExclusiveCreate(disk, link);
  }

  private void assertRefused(ExclusiveCreate create) throws IOException {
    assertThatThrownBy(() -> create.create(root().child("entry"), OURS))
        .isInstanceOfSatisfying(
            SluiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION);
              assertThat(e.hint()).contains("hard links");
            })
        .hasMessageContaining("has no hard links");
    assertThat(files()).isEmpty();
  }

  private List<String> files() throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.map(path -> path.getFileName().toString()).toList();
    }
  }
}
