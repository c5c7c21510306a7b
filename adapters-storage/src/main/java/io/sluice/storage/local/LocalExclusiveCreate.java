package io.sluice.storage.local;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.ExclusiveCreate;
import io.sluice.ports.out.ObjectAlreadyExistsException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/**
 * Exclusive create by link(2), which fails where the name is taken, on every POSIX file system and
 * on NFS. The content is written and synced under another name first, so that the link makes it
 * visible whole.
 */
public final class LocalExclusiveCreate implements ExclusiveCreate {
  /** What the operating system says where a file system has no hard links. */
  private static final Set<String> NO_LINKS =
      Set.of("Operation not permitted", "Operation not supported", "Function not implemented");

  private final LocalDisk disk;
  private final HardLink hardLink;

  LocalExclusiveCreate(LocalDisk disk) {
    this(disk, Files::createLink);
  }

  LocalExclusiveCreate(LocalDisk disk, HardLink hardLink) {
    this.disk = disk;
    this.hardLink = hardLink;
  }

  @Override
  public void create(Location location, byte[] content) throws IOException {
    Path target = location.toPath();
    try (TemporaryFile temporary = TemporaryFile.beside(target, disk)) {
      temporary.write(content, 0, content.length);
      temporary.finish();
      link(location, target, temporary.path(), content);
      disk.syncFolder(target.getParent());
    } catch (ObjectAlreadyExistsException e) {
      throw e;
    } catch (IOException e) {
      throw LocalFailure.of("create", location, e);
    }
  }

  private void link(Location location, Path target, Path temporary, byte[] content)
      throws IOException {
    try {
      hardLink.create(target, temporary);
    } catch (FileAlreadyExistsException e) {
      // It may be our own from an attempt that failed to sync the folder; who is told that it
      // exists relies on it.
      disk.syncFolder(target.getParent());
      throw new ObjectAlreadyExistsException(location, e);
    } catch (UnsupportedOperationException e) {
      throw withoutLinks(location, e);
    } catch (IOException e) {
      // NFS can lose the answer to a link that it made. Content is proof enough: it names its
      // writer.
      if (holds(target, content)) {
        return;
      }
      if (NO_LINKS.contains(LocalFailure.reason(e))) {
        throw withoutLinks(location, e);
      }
      throw e;
    }
  }

  private static boolean holds(Path target, byte[] content) throws IOException {
    return Files.isRegularFile(target)
        && Files.size(target) == content.length
        && Arrays.equals(Files.readAllBytes(target), content);
  }

  private static SluiceException withoutLinks(Location location, Exception cause) {
    return new SluiceException(
        ErrorCode.CONFIGURATION,
        "Cannot create '" + location + "': the file system has no hard links",
        "two writers could not be told apart there; put the table on a file system with hard links"
            + " (ext4, xfs, btrfs, zfs, tmpfs, NFS) or in an object store",
        cause);
  }

  /** Gives a file a second name, or fails where that name is taken. */
  @FunctionalInterface
  interface HardLink {
    void create(Path link, Path existing) throws IOException;
  }
}
