package io.sluice.delta.standalone;

import io.sluice.domain.table.Location;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Paths of data files: plain in the domain, percent-encoded in the log. */
final class DataPaths {
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/=+,@!$&'()*";
  private static final String HEX = "0123456789ABCDEF";

  private DataPaths() {}

  /** Also encodes the colon, which would make a scheme of what stands before it. */
  static String encode(String path) {
    StringBuilder encoded = new StringBuilder(path.length() + 16);
    for (byte unit : path.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (unit & 0xff);
      if (PLAIN.indexOf(character) >= 0) {
        encoded.append(character);
      } else {
        encoded.append('%').append(HEX.charAt(character >> 4)).append(HEX.charAt(character & 0xf));
      }
    }
    return encoded.toString();
  }

  /** Where the file lies; some writers name files outside of the table by their whole URI. */
  static Location locate(Location table, String encoded) {
    if (encoded.startsWith("/") || URI.create(encoded).isAbsolute()) {
      return encoded.startsWith("/")
          ? new Location(URI.create(table.scheme() + "://" + encoded))
          : new Location(URI.create(encoded));
    }
    return table.child(URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8));
  }
}
