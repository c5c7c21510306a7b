package io.sluice.bootstrap.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** How a body is compressed. */
enum ContentCoding {
  IDENTITY {
    @Override
    byte[] decode(byte[] body, int most) {
      return body;
    }
  },
  GZIP {
    @Override
    byte[] decode(byte[] body, int most) {
      byte[] inflated;
      try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(body))) {
        // Stops there: some kilobytes can hold gigabytes.
        inflated = stream.readNBytes(most + 1);
      } catch (IOException e) {
        throw Problem.invalid("invalid_gzip", "The body is not gzip, or cut off", "", "")
            .toException();
      }
      if (inflated.length > most) {
        throw RequestBody.tooLarge(most).toException();
      }
      return inflated;
    }
  };

  /**
   * The plain body.
   *
   * @param most bytes that it may have
   * @throws RejectedException if it has more, or is not compressed like this
   */
  abstract byte[] decode(byte[] body, int most);

  /**
   * The one that a request names.
   *
   * @param contentEncoding empty where there is none
   */
  static ContentCoding of(String contentEncoding) {
    return switch (contentEncoding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> IDENTITY;
      case "gzip", "x-gzip" -> GZIP;
      default ->
          throw new Problem(
                  Problem.Status.UNSUPPORTED,
                  "unsupported_encoding",
                  "Content-Encoding is neither gzip nor identity",
                  "",
                  "compress with gzip, or not at all")
              .toException();
    };
  }
}
