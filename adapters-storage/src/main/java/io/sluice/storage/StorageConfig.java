package io.sluice.storage;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.storage.local.LocalSettings;
import java.util.Objects;
import java.util.function.Function;

/**
 * The {@code sluice.storage} block.
 *
 * @param backend which backend keeps the objects
 * @param singleWriter whether a store without exclusive create is accepted
 * @param local how the local disk is written
 */
public record StorageConfig(BackendChoice backend, boolean singleWriter, LocalSettings local) {
  private static final String BACKEND = "sluice.storage.backend";
  private static final String SINGLE_WRITER = "sluice.storage.single-writer";
  private static final String LOCAL_FSYNC = "sluice.storage.local.fsync";

  public StorageConfig {
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(local, "local");
  }

  /**
   * Reads the block.
   *
   * @throws SluiceException {@code CONFIGURATION} naming the key whose value is missing or wrong
   */
  public static StorageConfig from(Config root) {
    return new StorageConfig(
        backend(read(BACKEND, root::getString)),
        read(SINGLE_WRITER, root::getBoolean),
        new LocalSettings(read(LOCAL_FSYNC, root::getBoolean)));
  }

  private static BackendChoice backend(String name) {
    return BackendChoice.named(name)
        .orElseThrow(
            () ->
                new SluiceException(
                    ErrorCode.CONFIGURATION,
                    "Cannot use " + BACKEND + " = " + name + ": no backend of that name",
                    "this version has " + String.join(", ", BackendChoice.names())));
  }

  private static <T> T read(String key, Function<String, T> getter) {
    try {
      return getter.apply(key);
    } catch (ConfigException.Missing e) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION, "Cannot read " + key + ": it has no value", "set it", e);
    } catch (ConfigException e) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          "Cannot read " + key + ": its value has the wrong type",
          "see the configuration reference for the values it takes",
          e);
    }
  }
}
