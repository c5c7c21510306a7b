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
  private final LocalSettings settings;

  LocalDisk(LocalSettings settings) {
    this.settings = settings;
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

  void sync(FileChannel file) throws IOException {
    if (settings.fsync()) {
      file.force(true);
    }
  }

  /** Makes names that were added to the folder durable. */
  void syncFolder(Path folder) throws IOException {
    if (settings.fsync()) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
