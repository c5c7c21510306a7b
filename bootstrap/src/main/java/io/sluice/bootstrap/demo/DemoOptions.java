package io.sluice.bootstrap.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a demo is to do.
 *
 * @param folder where broker and table live
 * @param table where the table goes; empty for a folder beside the broker's
 * @param events a file of the user's; empty for the flights
 * @param rate events per second; empty for as fast as it goes
 * @param settings {@code key=value} that override the demo's own
 * @param environment variables to override keys with
 */
public record DemoOptions(
    Path folder,
    Optional<String> table,
    Optional<Path> events,
    OptionalInt rate,
    List<String> settings,
    Map<String, String> environment) {
  public DemoOptions {
    settings = List.copyOf(settings);
    environment = Map.copyOf(environment);
  }
}
