package io.sluice.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import io.sluice.process.SluiceProcess.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** A table in a local folder, looked at through the command line and, for its log, directly. */
record TableOnDisk(Path folder) {
  /** All rows, with the columns named, or all. */
  List<Map<?, ?>> rows(String... columns) {
    return stored().rows(columns);
  }

  Map<?, ?> describe() {
    return stored().describe();
  }

  Outcome verify() {
    return stored().verify();
  }

  /** Every event is there exactly once, nothing else is, and the log proves it. */
  void requireExactly(Collection<String> events) {
    stored().requireExactly(events);
  }

  private StoredTable stored() {
    return new StoredTable(folder.toString(), Map.of());
  }

  /** Entries in the log. */
  long versions() {
    return entries().size();
  }

  /** The log's entries, oldest first. */
  List<Path> entries() {
    Path log = folder.resolve("_delta_log");
    if (!Files.isDirectory(log)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(log)) {
      return files
          .filter(file -> file.getFileName().toString().matches("\\d{20}\\.json"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The dead letters in the objects that the log names. */
  List<Map<?, ?>> deadLetters() {
    List<Map<?, ?>> deadLetters = new ArrayList<>();
    for (Path entry : entries()) {
      for (Map<?, ?> action : JsonText.objects(text(entry))) {
        if (action.get("commitInfo") instanceof Map<?, ?> info
            && info.get("userMetadata") instanceof String metadata
            && JsonText.object(metadata).get("deadLetterObject") instanceof String object) {
          deadLetters.addAll(JsonText.objects(gunzip(folder.resolve(object))));
        }
      }
    }
    return deadLetters;
  }

  /** Every file below the folder, with its content's length; empty when there is no folder. */
  Map<Path, Long> files() {
    if (!Files.exists(folder)) {
      return Map.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.collect(toMap(file -> file, file -> file.toFile().length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String gunzip(Path file) {
    try (InputStream content = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(content.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
