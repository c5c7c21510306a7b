package io.sluice.delta.log;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore;
import io.sluice.ports.out.ObjectStore.ObjectReader;
import io.sluice.ports.out.ObjectStore.ObjectSummary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a checkpoint that is cut off for none: what it holds is in an older one and the entries
 * since, and where those are gone, the engine says so.
 */
final class WholeCheckpoints {
  private static final Logger LOG = LoggerFactory.getLogger(WholeCheckpoints.class);
  private static final int MAGIC = ByteBuffer.wrap("PAR1".getBytes(US_ASCII)).getInt();

  /** A Parquet file ends with the length of its footer, and the magic that it begins with. */
  private static final int TRAILER = 2 * Integer.BYTES;

  private static final long NONE = Long.MAX_VALUE;

  private WholeCheckpoints() {}

  /**
   * What is listed but the cut off checkpoints that are newer than every whole one; no older one is
   * looked at, because none is needed.
   *
   * @param listed in order of names
   */
  static List<ObjectSummary> of(ObjectStore objects, List<ObjectSummary> listed)
      throws IOException {
    List<ObjectSummary> kept = new ArrayList<>(listed);
    long whole = NONE;
    for (int index = kept.size() - 1; index >= 0; index--) {
      Location object = kept.get(index).location();
      LogName name = LogName.of(object);
      if (!name.isParquetCheckpoint()) {
        continue;
      }
      if (name.version() < whole && whole != NONE) {
        return kept;
      }
      if (isWhole(objects, object)) {
        whole = name.version();
      } else {
        LOG.atWarn()
            .addKeyValue("checkpoint", object)
            .log("Passed over a checkpoint: it is cut off");
        kept.remove(index);
        whole = NONE;
      }
    }
    return kept;
  }

  /** Whether it is there and ends as a Parquet file does. */
  static boolean isWhole(ObjectStore objects, Location checkpoint) throws IOException {
    try (ObjectReader reader = objects.read(checkpoint)) {
      long beforeTrailer = reader.length() - TRAILER;
      if (beforeTrailer <= Integer.BYTES) {
        return false;
      }
      ByteBuffer trailer = ByteBuffer.allocate(TRAILER);
      reader.readFully(beforeTrailer, trailer);
      trailer.flip();
      int footer = trailer.order(ByteOrder.LITTLE_ENDIAN).getInt();
      return trailer.order(ByteOrder.BIG_ENDIAN).getInt() == MAGIC
          && footer > 0
          && footer <= beforeTrailer - Integer.BYTES;
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
