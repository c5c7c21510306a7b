package io.sluice.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncedFileSystemTest {
  @TempDir private Path folder;
  private final List<String> events = new ArrayList<>();
  private SyncedFileSystem fileSystem;

  @BeforeEach
  void open() throws IOException {
    fileSystem = fileSystem(this::record);
  }

  @AfterEach
  void close() throws IOException {
    fileSystem.close();
  }

  @Test
  void shouldHaveAFileOnDiskWhenItIsClosed() throws IOException {
    // Given
    FSDataOutputStream stream = fileSystem.create(path("half"));
    stream.write(new byte[100_000]);
    assertThat(events).isEmpty();

    // When
    stream.close();
    stream.close();

    // Then
    assertThat(events).containsExactly("100000 bytes");
  }

  @Test
  void shouldHaveTheNameOnDiskWhenAFileIsRenamed() throws IOException {
    // Given
    Files.writeString(folder.resolve("temporary"), "checkpoint");

    // When
    assertThat(fileSystem.rename(path("temporary"), path("checkpoint"))).isTrue();

    // Then
    assertThat(events).containsExactly("folder with checkpoint");
  }

  @Test
  void shouldNotCloseAFileThatDidNotReachTheDisk() throws IOException {
    // Given
    try (SyncedFileSystem broken =
        fileSystem(
            channel -> {
              throw new IOException("Input/output error");
            })) {
      FSDataOutputStream stream = broken.create(path("half"));

      // Then
      assertThatThrownBy(stream::close).hasMessageContaining("Input/output error");
    }
  }

  private SyncedFileSystem fileSystem(LocalDisk.Force force) throws IOException {
    SyncedFileSystem made = new SyncedFileSystem(new LocalDisk(new LocalConfig(true), force));
    made.initialize(URI.create("file:///"), new Configuration(false));
    return made;
  }

  private void record(FileChannel channel) throws IOException {
    if (Files.exists(folder.resolve("checkpoint"))) {
      events.add("folder with checkpoint");
    } else {
      events.add(channel.size() + " bytes");
    }
  }

  private org.apache.hadoop.fs.Path path(String name) {
    return new org.apache.hadoop.fs.Path(folder.resolve(name).toUri());
  }
}
