package io.sluice.storage.local;

import io.sluice.domain.table.Location;
import io.sluice.ports.out.ExclusiveCreate;
import io.sluice.ports.out.ObjectAlreadyExistsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One process of a race: creates the same names as the others and writes down which it won. */
public final class CreateRacer {
  private CreateRacer() {}

  /** Arguments: the folder, this racer's name, how many names. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    String name = arguments[1];
    int rounds = Integer.parseInt(arguments[2]);
    ExclusiveCreate create = new LocalBackend(new LocalConfig(true)).exclusiveCreate();
    List<String> won = new ArrayList<>();
    Files.createFile(folder.resolve("ready-" + name));
    while (!Files.exists(folder.resolve("go"))) {
      Thread.sleep(1);
    }
    for (int round = 0; round < rounds; round++) {
      Location target =
          Location.of(folder.resolve("race")).child(String.format("%020d.json", round));
      if (wins(create, target, (name + ":" + round).getBytes(StandardCharsets.UTF_8))) {
        won.add(Integer.toString(round));
      }
    }
    Files.write(folder.resolve("won-" + name), won);
  }

  /** Whether this call was the one that created the object. */
  static boolean wins(ExclusiveCreate create, Location target, byte[] content) throws IOException {
    try {
      create.create(target, content);
      return true;
    } catch (ObjectAlreadyExistsException e) {
      return false;
    }
  }
}
