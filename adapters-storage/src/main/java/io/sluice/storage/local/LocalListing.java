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

  /** The files directly in a folder, from a name on, by name; their attributes are read late. */
  static List<ObjectSummary> from(Path folder, String first) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> stream =
        Files.newDirectoryStream(folder, file -> isFrom(first, file))) {
      stream.forEach(files::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    files.sort(Comparator.comparing(file -> file.getFileName().toString()));
    return new LazySummaries(files);
  }

  private static boolean isFrom(String first, Path file) {
    return file.getFileName().toString().compareTo(first) >= 0 && !TemporaryFile.isOne(file);
  }

  static ObjectSummary summary(Path file, BasicFileAttributes attributes) {
    return new ObjectSummary(
        Location.of(file), attributes.size(), attributes.lastModifiedTime().toMillis());
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (attributes.isRegularFile() && !TemporaryFile.isOne(file)) {
      found.add(summary(file, attributes));
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
