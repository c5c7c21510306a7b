package io.sluice.storage.stores;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Copies what follows a head, byte for byte, however its length is told. */
final class HttpBody {
  private static final int BUFFER = 1 << 16;

  private HttpBody() {}

  static void copyOfRequest(HttpHead head, InputStream from, OutputStream to) throws IOException {
    if (head.chunked()) {
      copyChunks(from, to);
    } else {
      copy(head.contentLength().orElse(0L), from, to);
    }
    to.flush();
  }

  /** Returns whether its end was the end of the connection. */
  static boolean copyOfAnswer(String method, HttpHead head, InputStream from, OutputStream to)
      throws IOException {
    boolean ends = false;
    boolean bare = method.equals("HEAD") || head.status() == 204 || head.status() == 304;
    if (!bare && head.chunked()) {
      copyChunks(from, to);
    } else if (!bare && head.contentLength().isPresent()) {
      copy(head.contentLength().get(), from, to);
    } else if (!bare) {
      from.transferTo(to);
      ends = true;
    }
    to.flush();
    return ends;
  }

  private static void copy(long length, InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[(int) Math.min(length, BUFFER)];
    long left = length;
    while (left > 0) {
      int read = from.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        throw new EOFException(left + " of " + length + " bytes are missing");
      }
      to.write(buffer, 0, read);
      left -= read;
    }
  }

  private static void copyChunks(InputStream from, OutputStream to) throws IOException {
    long length;
    do {
      String size = copyLine(from, to).split(";", 2)[0].strip();
      length = Long.parseLong(size, 16);
      if (length > 0) {
        copy(length, from, to);
        copyLine(from, to);
      }
    } while (length > 0);
    // Trailers, if any, and the empty line that ends it all.
    String line;
    do {
      line = copyLine(from, to);
    } while (!line.isBlank());
  }

  private static String copyLine(InputStream from, OutputStream to) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next;
    do {
      next = from.read();
      if (next < 0) {
        throw new EOFException("a line has no end");
      }
      line.write(next);
    } while (next != '\n');
    line.writeTo(to);
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
