package io.sluice.delta.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sluice.delta.json.JsonObject;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore;
import java.io.IOException;
import java.util.Locale;
import java.util.OptionalLong;

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
    JsonObject pointer = parse(text);
    OptionalLong version = pointer.whole("version");
    if (version.isEmpty()) {
      return false;
    }
    OptionalLong parts = pointer.whole("parts");
    if (parts.isEmpty()) {
      return !WholeCheckpoints.isWhole(objects, folder.child(name(version.getAsLong())));
    }
    for (long part = 1; part <= parts.getAsLong(); part++) {
      String name = name(version.getAsLong(), part, parts.getAsLong());
      if (!WholeCheckpoints.isWhole(objects, folder.child(name))) {
        return true;
      }
    }
    return false;
  }

  private static JsonObject parse(String text) {
    try {
      return JsonObject.parse(text).orElse(JsonObject.EMPTY);
    } catch (JsonProcessingException e) {
      // The engine has its own way with what cannot be read, and says so.
      return JsonObject.EMPTY;
    }
  }

  private static String name(long version) {
    return String.format(Locale.ROOT, "%020d.checkpoint.parquet", version);
  }

  private static String name(long version, long part, long parts) {
    return String.format(Locale.ROOT, "%020d.checkpoint.%010d.%010d.parquet", version, part, parts);
  }
}
