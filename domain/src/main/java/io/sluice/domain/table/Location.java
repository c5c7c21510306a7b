package io.sluice.domain.table;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where a table or an object lies: an absolute URI with a scheme and no trailing slash.
 *
 * @param uri {@code file:///…}, {@code s3://bucket/…} and the like
 */
public record Location(URI uri) {
  public Location {
    if (!uri.isAbsolute() || uri.getRawPath() == null || uri.getRawPath().isEmpty()) {
      throw new IllegalArgumentException(
          "'" + uri + "' is no location: it needs a scheme and a path");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("a location has no query and no fragment");
    }
  }

  /**
   * Reads a URI or a path of the local disk.
   *
   * @param text {@code s3://bucket/table}, {@code file:///data/table}, {@code /data/table}, {@code
   *     data/table}
   * @throws IllegalArgumentException when it is neither
   */
  public static Location parse(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      throw new IllegalArgumentException("a location cannot be empty");
    }
    if (!trimmed.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
      return of(Path.of(trimmed));
    }
    try {
      URI uri = new URI(trimmed);
      if ("file".equalsIgnoreCase(uri.getScheme())) {
        return of(Path.of(new URI("file", null, uri.getPath(), null)));
      }
      return new Location(withoutTrailingSlash(uri));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("'" + trimmed + "' is no location: " + e.getReason(), e);
    }
  }

  public static Location of(Path path) {
    String raw = path.toAbsolutePath().normalize().toUri().getRawPath();
    return new Location(withoutTrailingSlash(URI.create("file://" + raw)));
  }

  private static URI withoutTrailingSlash(URI uri) {
    String text = uri.toString();
    while (text.endsWith("/") && !text.endsWith("//")) {
      text = text.substring(0, text.length() - 1);
    }
    return URI.create(text);
  }

  /** Lower case, without the colon. */
  public String scheme() {
    return uri.getScheme().toLowerCase(Locale.ROOT);
  }

  /**
   * What lies below.
   *
   * @param relative a path with {@code /} between segments, not encoded, no empty, {@code .} or
   *     {@code ..} segment
   * @throws IllegalArgumentException when it would lead elsewhere
   */
  public Location child(String relative) {
    for (String segment : relative.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw new IllegalArgumentException("'" + relative + "' leads out of " + this);
      }
    }
    try {
      String raw = new URI(null, null, "/" + relative, null).getRawPath();
      return new Location(URI.create(uri + raw));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("'" + relative + "' is no path", e);
    }
  }

  /** The path on the local disk; only where {@link #scheme()} is {@code file}. */
  public Path toPath() {
    return Path.of(uri);
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
