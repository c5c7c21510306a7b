package io.sluice.storage.stores;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import io.sluice.domain.table.Location;
import io.sluice.storage.StorageConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A store that runs somewhere, as the configuration of a user would name it.
 *
 * @param name of the server, not of the backend: {@code minio}, {@code versitygw}, …
 * @param file with {@code sluice.table.location} (below which the tests may do what they like) and
 *     the {@code sluice.storage} block
 */
public record TestStore(String name, Path file) {
  /** Names the folder with one file per store that runs; without it Docker runs what it can. */
  public static final String VARIABLE = "TEST_STORES";

  private static final String SUFFIX = ".conf";

  /** Those of these names that run, in this order. */
  public static List<TestStore> running(String... names) {
    return folder().stream()
        .flatMap(
            folder ->
                Stream.of(names).map(name -> new TestStore(name, folder.resolve(name + SUFFIX))))
        .filter(store -> Files.isReadable(store.file()))
        .toList();
  }

  private static Optional<Path> folder() {
    String named = System.getenv(VARIABLE);
    return named == null ? ContainerStores.folder() : Optional.of(Path.of(named));
  }

  /** The same; where there is none, the test counts as skipped and says so. */
  public static List<TestStore> runningOrSkip(String... names) {
    List<TestStore> running = running(names);
    Assumptions.assumeFalse(
        running.isEmpty(),
        "no store runs: "
            + VARIABLE
            + " names no folder with "
            + String.join(" or ", names)
            + ", and there is no Docker to run one");
    return running;
  }

  /** With the defaults of this module below it. */
  public Config config() {
    return ConfigFactory.parseFile(file.toFile())
        .withFallback(ConfigFactory.parseResources("reference.conf"))
        .resolve(ConfigResolveOptions.noSystem());
  }

  /** What the file says, as a process's environment can say it. */
  public Map<String, String> variables() {
    Map<String, String> variables = new TreeMap<>();
    ConfigFactory.parseFile(file.toFile())
        .entrySet()
        .forEach(
            entry ->
                variables.put(
                    entry.getKey().toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'),
                    String.valueOf(entry.getValue().unwrapped())));
    return variables;
  }

  public StorageConfig storage() {
    return StorageConfig.from(config());
  }

  /** A folder that nobody used before. */
  public Location freshFolder() {
    return Location.parse(config().getString("sluice.table.location"))
        .child(UUID.randomUUID().toString());
  }

  @Override
  public String toString() {
    return name;
  }
}
