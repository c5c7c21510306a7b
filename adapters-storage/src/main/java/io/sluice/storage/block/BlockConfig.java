package io.sluice.storage.block;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * One block of the configuration. Every reading method throws {@link SluiceException} {@code
 * CONFIGURATION}, naming the key, for a value that is missing or of another type; an empty text
 * stands for none.
 */
public final class BlockConfig {
  private final Config root;
  private final String path;

  /**
   * A block.
   *
   * @param path from the root, with dots
   */
  public BlockConfig(Config root, String path) {
    this.root = root;
    this.path = path;
  }

  /** The full path of a key in it. */
  public String key(String name) {
    return path + "." + name;
  }

  public Optional<String> text(String name) {
    return Optional.of(read(name, Config::getString).strip()).filter(text -> !text.isEmpty());
  }

  public boolean flag(String name) {
    return read(name, Config::getBoolean);
  }

  /** A whole number within bounds, both included. */
  public int number(String name, int least, int most) {
    int number = read(name, Config::getInt);
    if (number < least || number > most) {
      throw invalid(
          name, number + " is not between " + least + " and " + most, "use one that is", null);
    }
    return number;
  }

  /** A duration of at least a millisecond. */
  public Duration duration(String name) {
    Duration duration = read(name, Config::getDuration);
    if (duration.toMillis() < 1) {
      throw invalid(name, "it is shorter than 1 ms", "use a longer one", null);
    }
    return duration;
  }

  /** A size in bytes within bounds, both included. */
  public long bytes(String name, long least, long most) {
    long bytes = read(name, Config::getBytes);
    if (bytes < least || bytes > most) {
      throw invalid(
          name,
          bytes + " bytes are not between " + least + " and " + most,
          "use a size that is",
          null);
    }
    return bytes;
  }

  /** One of several words, in capital or small letters; {@code _} is written as {@code -}. */
  public <E extends Enum<E>> E choice(String name, Class<E> type) {
    String text = text(name).orElse("");
    List<E> values = Arrays.asList(type.getEnumConstants());
    return values.stream()
        .filter(value -> spelling(value).equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                invalid(
                    name,
                    "'" + text + "' is not known",
                    "use one of "
                        + String.join(", ", values.stream().map(BlockConfig::spelling).toList()),
                    null));
  }

  /** How a word is written in the configuration. */
  public static String spelling(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A file that is there and may be read. */
  public Optional<Path> file(String name) {
    Optional<Path> file = text(name).map(Path::of);
    file.filter(path -> !Files.isReadable(path) || Files.isDirectory(path))
        .ifPresent(
            path -> {
              throw invalid(name, path + " is no file that can be read", "name one that is", null);
            });
    return file;
  }

  /** The failure of a key, for what only the backend knows. */
  public SluiceException invalid(String name, String cause, String hint, Throwable e) {
    return new SluiceException(
        ErrorCode.CONFIGURATION, "Cannot use " + key(name) + ": " + cause, hint, e);
  }

  private <T> T read(String name, BiFunction<Config, String, T> getter) {
    try {
      return getter.apply(root, key(name));
    } catch (ConfigException.Missing e) {
      throw invalid(name, "it has no value", "set it", e);
    } catch (ConfigException e) {
      throw invalid(
          name,
          "its value has the wrong type",
          "see the configuration reference for the values it takes",
          e);
    }
  }
}
