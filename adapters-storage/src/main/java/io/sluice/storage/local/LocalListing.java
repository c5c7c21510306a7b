package io.sluice.storage.local;

import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore.ObjectSummary;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/** Collects the files below a folder; what disappears meanwhile is passed over. */
final class LocalListing extends SimpleFileVisitor<Path> {
  private final List<ObjectSummary> found = new ArrayList<>();

  private LocalListing() {}

  static List<ObjectSummary> of(Path root) throws IOException {
    LocalListing listing = new LocalListing();
    // A table's folder may be a symbolic link to where there is space.
    Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, listing);
    listing.found.sort(Comparator.comparing(summary -> summary.location().toString()));
    return listing.found;
  }

  /** The files directly in a folder, from a name on, by name. */
  static List<ObjectSummary> from(Path folder, String first) throws IOException {
    LocalListing listing = new LocalListing();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            folder, file -> file.getFileName().toString().compareTo(first) >= 0)) {
      for (Path file : files) {
        listing.visit(file);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    listing.found.sort(Comparator.comparing(summary -> summary.location().toString()));
    return listing.found;
  }

  private void visit(Path file) throws IOException {
    try {
      visitFile(file, Files.readAttributes(file, BasicFileAttributes.class));
    } catch (IOException e) {
      visitFileFailed(file, e);
    }
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (attributes.isRegularFile() && !TemporaryFile.isOne(file)) {
      found.add(
          new ObjectSummary(
              Location.of(file), attributes.size(), attributes.lastModifiedTime().toMillis()));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
    if (failure instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw failure;
  }
}
