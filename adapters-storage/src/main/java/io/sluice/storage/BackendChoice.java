package io.sluice.storage;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code sluice.storage.backend} can say. */
public enum BackendChoice {
  /** The backend for the scheme of the location. */
  AUTO,
  /** The local disk only. */
  LOCAL;

  static Optional<BackendChoice> named(String name) {
    return Arrays.stream(values())
        .filter(choice -> choice.spelling().equalsIgnoreCase(name))
        .findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(BackendChoice::spelling).toList();
  }

  /** Whether a backend of this name may be used. */
  boolean allows(String backendName) {
    return this == AUTO || spelling().equals(backendName);
  }

  String spelling() {
    return name().toLowerCase(Locale.ROOT);
  }
}
