package io.sluice.delta.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sluice.delta.json.JsonObject;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code _last_checkpoint}: it saves whoever opens a table a listing, and no more. So one that
 * names a checkpoint that is gone is to be taken for none.
 */
final class CheckpointPointer {
  private static final String NAME = "_last_checkpoint";

  private CheckpointPointer() {}

  static boolean isNamed(String name) {
    return name.equals(NAME);
  }

  /** Whether it names a checkpoint that is not there. What is no pointer at all names none. */
  static boolean leadsNowhere(ObjectStore objects, Location folder, String text)
      throws IOException {
    Optional<String> checkpoint = checkpoint(text);
    return checkpoint.isPresent() && objects.find(folder.child(checkpoint.get())).isEmpty();
  }

  /** The object's name; of a checkpoint in parts the first one's. */
  private static Optional<String> checkpoint(String text) {
    JsonObject pointer;
    try {
      pointer = JsonObject.parse(text).orElse(JsonObject.EMPTY);
    } catch (JsonProcessingException e) {
      // The engine has its own way with what cannot be read, and says so.
      return Optional.empty();
    }
    OptionalLong version = pointer.whole("version");
    if (version.isEmpty()) {
      return Optional.empty();
    }
    OptionalLong parts = pointer.whole("parts");
    return Optional.of(
        parts.isEmpty()
            ? String.format(Locale.ROOT, "%020d.checkpoint.parquet", version.getAsLong())
            : String.format(
                Locale.ROOT,
                "%020d.checkpoint.%010d.%010d.parquet",
                version.getAsLong(),
                1,
                parts.getAsLong()));
  }
}
