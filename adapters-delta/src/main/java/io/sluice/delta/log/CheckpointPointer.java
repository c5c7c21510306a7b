package io.sluice.delta.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sluice.delta.json.JsonObject;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * {@code _last_checkpoint}: it saves whoever opens a table a listing, and no more. So one that
 * names a checkpoint that is gone or cut off is to be taken for none.
 */
final class CheckpointPointer {
  private static final String NAME = "_last_checkpoint";

  private CheckpointPointer() {}

  static boolean isNamed(String name) {
    return name.equals(NAME);
  }

  /** Whether a part of the checkpoint is not to be had. What is no pointer at all names none. */
  static boolean leadsNowhere(ObjectStore objects, Location folder, String text)
      throws IOException {
    for (String name : checkpoint(text)) {
      if (!WholeCheckpoints.isWhole(objects, folder.child(name))) {
        return true;
      }
    }
    return false;
  }

  /** The names of its objects. */
  private static Iterable<String> checkpoint(String text) {
    JsonObject pointer;
    try {
      pointer = JsonObject.parse(text).orElse(JsonObject.EMPTY);
    } catch (JsonProcessingException e) {
      // The engine has its own way with what cannot be read, and says so.
      return List.of();
    }
    OptionalLong version = pointer.whole("version");
    if (version.isEmpty()) {
      return List.of();
    }
    OptionalLong parts = pointer.whole("parts");
    return parts.isEmpty()
        ? List.of(String.format(Locale.ROOT, "%020d.checkpoint.parquet", version.getAsLong()))
        : LongStream.rangeClosed(1, parts.getAsLong())
                .mapToObj(part -> part(version.getAsLong(), part, parts.getAsLong()))
            ::iterator;
  }

  private static String part(long version, long part, long parts) {
    return String.format(Locale.ROOT, "%020d.checkpoint.%010d.%010d.parquet", version, part, parts);
  }
}
