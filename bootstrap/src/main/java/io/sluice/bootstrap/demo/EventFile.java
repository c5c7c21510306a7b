package io.sluice.bootstrap.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Events, one JSON object per line, in a file that may be gzipped. */
public final class EventFile {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String SHIPPED = "data/flights-2013-01.ndjson.gz";

  private final Path path;

  private EventFile(Path path) {
    this.path = path;
  }

  /**
   * A file of the user's.
   *
   * @throws SluiceException {@code USAGE} when it is not there
   */
  public static EventFile of(Path path) {
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw new SluiceException(
          ErrorCode.USAGE,
          "Cannot read events from " + path + ": there is no such file",
          "give a file with one JSON object per line, plain or gzipped, with --events");
    }
    return new EventFile(path);
  }

  /**
   * The flights that come with the distribution.
   *
   * @param home the distribution's folder; empty when it is not run from one
   */
  public static EventFile shipped(Optional<Path> home) {
    return of(home.orElse(Path.of("src", "main", "dist")).resolve(SHIPPED));
  }

  /**
   * The file's name without its endings, of letters, digits, {@code .}, {@code _} and {@code -}.
   */
  public String name() {
    String name = path.getFileName().toString();
    int end = name.indexOf('.', 1);
    return (end < 0 ? name : name.substring(0, end)).replaceAll("[^A-Za-z0-9._-]", "-");
  }

  /** Hands over every event in order; blank lines are none. */
  public void forEach(Consumer consumer) throws IOException, InterruptedException {
    try (InputStream raw = Files.newInputStream(path);
        InputStream plain = path.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      long index = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank()) {
          consumer.accept(index, line.getBytes(StandardCharsets.UTF_8));
          index++;
        }
      }
    }
  }

  /** What the event says it is: its {@code event_id} or {@code id}; empty when it does not. */
  static Optional<String> key(byte[] event) {
    try (JsonParser parser = JSON.createParser(event)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
        if (isText && (name.equals("event_id") || name.equals("id"))) {
          return Optional.of(parser.getText());
        }
        parser.skipChildren();
      }
      return Optional.empty();
    } catch (IOException e) {
      // What is no JSON is played too: the pipeline has to cope with it.
      return Optional.empty();
    }
  }

  /** Takes events. */
  @FunctionalInterface
  public interface Consumer {
    /**
     * Takes the next one.
     *
     * @param index of the event in the file, from zero
     */
    void accept(long index, byte[] event) throws IOException, InterruptedException;
  }
}
