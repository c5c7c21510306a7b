package io.sluice.storage.local;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/** Objects as files. Folders are no objects; they are made when needed and never removed. */
public final class LocalObjectStore implements ObjectStore {
  private final LocalDisk disk;

  LocalObjectStore(LocalDisk disk) {
    this.disk = disk;
  }

  @Override
  public Optional<ObjectSummary> find(Location location) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(location.toPath(), BasicFileAttributes.class);
      return attributes.isDirectory()
          ? Optional.empty()
          : Optional.of(
              new ObjectSummary(
                  location, attributes.size(), attributes.lastModifiedTime().toMillis()));
    } catch (IOException e) {
      if (LocalFailure.isMissing(e)) {
        return Optional.empty();
      }
      throw LocalFailure.of("find", location, e);
    }
  }

  @Override
  public ObjectReader read(Location location) throws IOException {
    Path path = location.toPath();
    try {
      if (Files.isDirectory(path)) {
        throw new NoSuchFileException(path.toString());
      }
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      return new LocalObjectReader(location, channel, channel.size());
    } catch (IOException e) {
      throw LocalFailure.of("read", location, e);
    }
  }

  @Override
  public ObjectWriter write(Location location) throws IOException {
    Path target = location.toPath();
    try {
      return new LocalObjectWriter(location, target, TemporaryFile.beside(target, disk), disk);
    } catch (IOException e) {
      throw LocalFailure.of("write", location, e);
    }
  }

  @Override
  public List<ObjectSummary> list(Location folder) throws IOException {
    Path root = folder.toPath();
    try {
      if (!Files.isDirectory(root)) {
        requirePlace(folder);
        return List.of();
      }
      return LocalListing.of(root);
    } catch (IOException e) {
      throw LocalFailure.of("list", folder, e);
    }
  }

  /** Reads the attributes of those files only that are asked for. */
  @Override
  public List<ObjectSummary> listFrom(Location folder, String first) throws IOException {
    try {
      return LocalListing.from(folder.toPath(), first);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException e) {
      throw LocalFailure.of("list", folder, e);
    }
  }

  @Override
  public void delete(Location location) throws IOException {
    Path path = location.toPath();
    try {
      if (!Files.isDirectory(path)) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      if (!LocalFailure.isMissing(e)) {
        throw LocalFailure.of("delete", location, e);
      }
    }
  }

  /** Refuses a folder that can never be made. */
  private static void requirePlace(Location folder) {
    Path nearest = folder.toPath();
    while (nearest != null && !Files.exists(nearest, LinkOption.NOFOLLOW_LINKS)) {
      nearest = nearest.getParent();
    }
    if (nearest != null && !Files.isDirectory(nearest)) {
      throw new SluiceException(
          ErrorCode.STORAGE,
          "Cannot use '" + folder + "': " + nearest + " is not a folder",
          "let sluice.table.location name a place where folders can be made");
    }
  }
}
