package io.sluice.bootstrap.website;

import com.typesafe.config.Config;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the website listens, and where its pages send their events.
 *
 * @param port 0 for any free one
 * @param ingestUrl scheme, host and port; empty for port 3001 of the host that the page came from
 */
public record WebsiteConfig(String host, int port, Optional<URI> ingestUrl) {
  private static final String PATH = "sluice.website.";
  private static final int MOST = 65_535;

  /** It becomes part of a header that says where a page may connect to, so nothing else fits. */
  private static final Pattern ORIGIN =
      Pattern.compile("https?://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:]+])(:[0-9]{1,5})?");

  /** Reads {@code sluice.website.*}. */
  public static WebsiteConfig from(Config root) {
    String host = root.getString(PATH + "host").strip();
    if (host.isEmpty()) {
      throw fault("host", "it is empty", "set it to 127.0.0.1 or 0.0.0.0");
    }
    int port = root.getInt(PATH + "port");
    if (port < 0 || port > MOST) {
      throw fault("port", port + " is out of range", "set it to a number from 0 to " + MOST);
    }
    return new WebsiteConfig(host, port, origin(root.getString(PATH + "ingest-url").strip()));
  }

  private static Optional<URI> origin(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String url = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    if (!ORIGIN.matcher(url).matches()) {
      throw fault(
          "ingest-url",
          "it is no http or https address without a path",
          "write http://localhost:3001, or leave it empty for port 3001 of the page's own host");
    }
    return Optional.of(URI.create(url));
  }

  private static SluiceException fault(String key, String cause, String hint) {
    return new SluiceException(
        ErrorCode.CONFIGURATION, "Cannot use " + PATH + key + ": " + cause, hint);
  }
}
