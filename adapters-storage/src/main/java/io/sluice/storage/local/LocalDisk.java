package io.sluice.storage.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes folders and what is in them durable, as far as the settings ask for it. */
final class LocalDisk {
  private final LocalConfig settings;
  private final Force force;

  LocalDisk(LocalConfig settings) {
    this(settings, channel -> channel.force(true));
  }

  LocalDisk(LocalConfig settings, Force force) {
    this.settings = settings;
    this.force = force;
  }

  /** Creates the folder and those above it; each is durable in the one above when this returns. */
  void createFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    createFolder(parent);
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw new FileSystemException(folder.toString(), null, "'" + folder + "' is not a folder");
      }
    }
    syncFolder(parent);
  }

  /** Makes the file's content durable. */
  void sync(FileChannel file) throws IOException {
    if (settings.fsync()) {
      force.to(file);
    }
  }

  /** Makes names that were added to the folder durable. */
  void syncFolder(Path folder) throws IOException {
    if (settings.fsync()) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        force.to(channel);
      }
    }
  }

  /** Waits until the disk has what was written to an open file or folder. */
  @FunctionalInterface
  interface Force {
    void to(FileChannel channel) throws IOException;
  }
}
