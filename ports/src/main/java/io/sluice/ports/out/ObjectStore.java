package io.sluice.ports.out;

import io.sluice.domain.table.Location;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Objects by location. Safe for use by several threads; what it hands out is for one.
 *
 * <p>Guarantees:
 *
 * <ol>
 *   <li>An object becomes visible, whole and durable, when its stream is closed; not before, and
 *       not when {@link ObjectWriter#abort} was called instead.
 *   <li>Writing replaces what was there, atomically.
 *   <li>What was written is found by every reading call that starts afterwards, in any process.
 *   <li>A failure is an {@link IOException} whose message names the location and never a secret:
 *       {@link java.nio.file.NoSuchFileException} for an object that is not there, {@link
 *       java.nio.file.AccessDeniedException} where the credentials do not allow it.
 * </ol>
 */
public interface ObjectStore {
  /** Length and time of an object; empty when it is not there. */
  Optional<ObjectSummary> find(Location location) throws IOException;

  /** Opens an object for reading. */
  ObjectReader read(Location location) throws IOException;

  /** Begins an object; folders above it need not exist. */
  ObjectWriter write(Location location) throws IOException;

  /** Writes a small object at once. */
  default void write(Location location, byte[] content) throws IOException {
    ObjectWriter writer = write(location);
    try {
      writer.write(content);
    } catch (IOException e) {
      try {
        writer.abort();
      } catch (IOException abortFailure) {
        e.addSuppressed(abortFailure);
      }
      throw e;
    }
    writer.close();
  }

  /** All objects below the folder, at any depth, sorted by location; none when it is not there. */
  List<ObjectSummary> list(Location folder) throws IOException;

  /**
   * The objects directly in the folder whose names are not before the given one, sorted by name;
   * none when it is not there. A store that can begin a listing there should: a log of many entries
   * is asked for its end with every commit.
   *
   * @param first a name, or the beginning of one
   */
  default List<ObjectSummary> listFrom(Location folder, String first) throws IOException {
    return list(folder).stream()
        .filter(object -> object.nameIn(folder).indexOf('/') < 0)
        .filter(object -> object.nameIn(folder).compareTo(first) >= 0)
        .sorted(Comparator.comparing(object -> object.nameIn(folder)))
        .toList();
  }

  /** Removes an object; one that is not there is removed already. */
  void delete(Location location) throws IOException;

  /**
   * An object's place in a listing.
   *
   * @param bytes its length
   * @param modifiedAtMillis milliseconds since the epoch
   */
  record ObjectSummary(Location location, long bytes, long modifiedAtMillis) {
    /** What the folder calls it: its path below the folder, with nothing encoded. */
    public String nameIn(Location folder) {
      String above = folder.uri().getPath();
      return location.uri().getPath().substring(above.length() + (above.endsWith("/") ? 0 : 1));
    }
  }

  /** Reads ranges of one object. */
  interface ObjectReader extends AutoCloseable {
    long length();

    /**
     * Fills the buffer with what lies at the position.
     *
     * @throws java.io.EOFException when the object ends before the buffer is full
     */
    void readFully(long position, ByteBuffer buffer) throws IOException;

    @Override
    void close() throws IOException;
  }

  /** Writes one object; closing publishes it. */
  abstract class ObjectWriter extends OutputStream {
    /** Gives the object up: nothing becomes visible, and closing does nothing more. */
    public abstract void abort() throws IOException;
  }
}
