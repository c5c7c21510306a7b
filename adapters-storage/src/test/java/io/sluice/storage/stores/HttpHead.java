package io.sluice.storage.stores;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * First line and headers of a request or an answer, with the bytes as they came: a signature covers
 * some of them.
 */
record HttpHead(byte[] bytes, String text) {
  private static final int MAX_BYTES = 1 << 16;

  /** Empty where the other side ends the connection instead of beginning one more. */
  static Optional<HttpHead> read(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int ended = 0;
    while (ended < 4) {
      int next = in.read();
      if (next < 0 && bytes.size() == 0) {
        return Optional.empty();
      }
      if (next < 0 || bytes.size() == MAX_BYTES) {
        throw new EOFException("no end of the headers after " + bytes.size() + " bytes");
      }
      bytes.write(next);
      // CR LF CR LF, of which each second one is a line feed.
      ended = next == (ended % 2 == 0 ? '\r' : '\n') ? ended + 1 : next == '\r' ? 1 : 0;
    }
    return Optional.of(
        new HttpHead(bytes.toByteArray(), bytes.toString(StandardCharsets.ISO_8859_1)));
  }

  /** Of a request. */
  String method() {
    return word(0);
  }

  /** Of a request: path and query. */
  String target() {
    return word(1);
  }

  /** Of an answer. */
  int status() {
    return Integer.parseInt(word(1));
  }

  /** Not the last answer to its request. */
  boolean interim() {
    return status() / 100 == 1;
  }

  boolean chunked() {
    return header("transfer-encoding").filter("chunked"::equalsIgnoreCase).isPresent();
  }

  boolean expectsContinue() {
    return header("expect").filter("100-continue"::equalsIgnoreCase).isPresent();
  }

  /** Whether the connection ends after it. */
  boolean last() {
    return header("connection").filter("close"::equalsIgnoreCase).isPresent()
        || text.lines().findFirst().orElseThrow().contains("HTTP/1.0");
  }

  Optional<Long> contentLength() {
    return header("content-length").map(Long::valueOf);
  }

  private Optional<String> header(String name) {
    return text.lines()
        .skip(1)
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }

  private String word(int index) {
    return text.lines().findFirst().orElseThrow().split(" ", 3)[index];
  }
}
