package io.sluice.domain.table;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;

/**
 * Where a table or an object lies: an absolute URI with a scheme and no trailing slash.
 *
 * @param uri {@code file:///…}, {@code s3://bucket/…} and the like
 */
public record Location(URI uri) {
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'():@&=+$,;/";

  public Location {
    requireNoPassword(uri.getRawAuthority());
    if (!uri.isAbsolute() || uri.getRawPath() == null || uri.getRawPath().isEmpty()) {
      throw new IllegalArgumentException(
          "'" + uri + "' is no location: it needs a scheme and a path");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("a location has no query and no fragment");
    }
  }

  /** Before anything that would repeat it in a message. */
  private static void requireNoPassword(String authority) {
    int at = authority == null ? -1 : authority.lastIndexOf('@');
    if (at >= 0 && authority.lastIndexOf(':', at) >= 0) {
      throw new IllegalArgumentException("a location holds no password");
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
    requireNoPassword(authority(trimmed));
    try {
      URI uri = new URI(trimmed);
      if ("file".equalsIgnoreCase(uri.getScheme())) {
        return new Location(uri).localDisk();
      }
      return new Location(withoutTrailingSlash(uri));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("'" + trimmed + "' is no location: " + e.getReason(), e);
    }
  }

  /** What stands between {@code //} and the path, also where the whole is no URI. */
  private static String authority(String text) {
    int begin = text.indexOf("://");
    if (begin < 0) {
      return null;
    }
    int end = text.indexOf('/', begin + 3);
    return text.substring(begin + 3, end < 0 ? text.length() : end);
  }

  public static Location of(Path path) {
    String raw = path.toAbsolutePath().normalize().toUri().getRawPath();
    return new Location(withoutTrailingSlash(URI.create("file://" + raw)));
  }

  private static URI withoutTrailingSlash(URI uri) {
    String text = uri.toString();
    // The root of a disk or bucket keeps its slash: without it there would be no path.
    int shortest = text.length() - Objects.requireNonNullElse(uri.getRawPath(), "").length() + 1;
    int end = text.length();
    while (end > shortest && text.charAt(end - 1) == '/') {
      end--;
    }
    return URI.create(text.substring(0, end));
  }

  private Location localDisk() {
    if (uri.getRawAuthority() != null) {
      throw new IllegalArgumentException(
          "'" + uri + "' names the host " + uri.getRawAuthority() + "; write file:///path");
    }
    return of(Path.of(URI.create("file://" + encode(uri.getPath()))));
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
    String base = uri.toString();
    String separator = base.endsWith("/") ? "" : "/";
    return new Location(URI.create(base + separator + encode(relative)));
  }

  /** As {@link Path#toUri} encodes, so that what is listed equals what was asked for. */
  private static String encode(String path) {
    StringBuilder raw = new StringBuilder(path.length() + 16);
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      if (PLAIN.indexOf(b) >= 0) {
        raw.append((char) b);
      } else {
        raw.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return raw.toString();
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
