package io.sluice.bootstrap.config;

import com.typesafe.config.Config;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads values that have to be within bounds. */
final class Choices {
  private final Config config;

  Choices(Config config) {
    this.config = config;
  }

  <E extends Enum<E>> E oneOf(String path, Class<E> type) {
    String text = config.getString(path).strip();
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    String names =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    throw fault(path, "'" + text + "' is none of " + names, "set it to one of them");
  }

  Duration positiveDuration(String path) {
    Duration duration = config.getDuration(path);
    if (duration.isZero() || duration.isNegative()) {
      throw fault(path, "the duration has to be positive", "set it to 10 s, for example");
    }
    return duration;
  }

  long positiveBytes(String path) {
    long bytes = config.getBytes(path);
    if (bytes < 1) {
      throw fault(path, "the size has to be positive", "set it to 64 MiB, for example");
    }
    return bytes;
  }

  int between(String path, int least, int most) {
    int number = config.getInt(path);
    if (number < least || number > most) {
      throw fault(
          path, number + " is out of range", "set it to a number from " + least + " to " + most);
    }
    return number;
  }

  boolean isWord(String path, String word) {
    return config.getValue(path).unwrapped() instanceof String text
        && text.strip().equalsIgnoreCase(word);
  }

  static SluiceException fault(String path, String cause, String hint) {
    return new SluiceException(ErrorCode.CONFIGURATION, "Cannot use " + path + ": " + cause, hint);
  }
}
