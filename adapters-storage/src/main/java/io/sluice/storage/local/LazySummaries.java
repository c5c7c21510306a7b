package io.sluice.storage.local;

import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore.ObjectSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;

/**
 * Files whose attributes are read when it is their turn: who looks for the first of many should not
 * pay for the others. Those that are gone by then are passed over. For one thread.
 */
final class LazySummaries extends AbstractList<ObjectSummary> {
  private final Iterator<Path> unread;
  private final List<ObjectSummary> read = new ArrayList<>();

  /**
   * @throws IOException when the attributes of the first cannot be read: so will be those of others
   */
  LazySummaries(List<Path> files) throws IOException {
    this.unread = files.iterator();
    if (unread.hasNext()) {
      readOne();
    }
  }

  @Override
  public ObjectSummary get(int index) {
    if (!isThere(index)) {
      throw new IndexOutOfBoundsException(index);
    }
    return read.get(index);
  }

  /** Reads the attributes of all. */
  @Override
  public int size() {
    int size = read.size();
    while (isThere(size)) {
      size++;
    }
    return size;
  }

  @Override
  public boolean isEmpty() {
    return !isThere(0);
  }

  @Override
  public Iterator<ObjectSummary> iterator() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return isThere(next);
      }

      @Override
      public ObjectSummary next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return read.get(next++);
      }
    };
  }

  @Override
  public Spliterator<ObjectSummary> spliterator() {
    return Spliterators.spliteratorUnknownSize(
        iterator(), Spliterator.ORDERED | Spliterator.NONNULL);
  }

  private boolean isThere(int index) {
    while (read.size() <= index && unread.hasNext()) {
      readOneUnchecked();
    }
    return index < read.size();
  }

  private void readOneUnchecked() {
    try {
      readOne();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readOne() throws IOException {
    Path file = unread.next();
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (attributes.isRegularFile()) {
        read.add(LocalListing.summary(file, attributes));
      }
    } catch (NoSuchFileException e) {
      // gone since it was listed
    } catch (IOException e) {
      throw LocalFailure.of("list", Location.of(file), e);
    }
  }
}
