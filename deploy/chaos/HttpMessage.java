import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The head of a request or an answer as it came, and how its body is copied. */
record HttpMessage(byte[] head, String first, long length, boolean chunked, boolean expects) {
  private static final int LARGEST_HEAD = 1 << 16;
  private static final long UNKNOWN = -1;

  /** Empty where the connection ends before the first byte. */
  static Optional<HttpMessage> read(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int newlines = 0;
    while (newlines < 2) {
      int next = in.read();
      if (next < 0) {
        if (bytes.size() == 0) {
          return Optional.empty();
        }
        throw new EOFException("the connection ended in a head");
      }
      bytes.write(next);
      newlines = next == '\n' ? newlines + 1 : next == '\r' ? newlines : 0;
      if (bytes.size() > LARGEST_HEAD) {
        throw new IOException("a head is larger than " + LARGEST_HEAD + " bytes");
      }
    }
    return Optional.of(of(bytes.toByteArray()));
  }

  private static HttpMessage of(byte[] head) {
    String[] lines = new String(head, StandardCharsets.ISO_8859_1).split("\r\n");
    long length = UNKNOWN;
    boolean chunked = false;
    boolean expects = false;
    for (String line : lines) {
      String field = line.toLowerCase(Locale.ROOT).replace(" ", "");
      if (field.startsWith("content-length:")) {
        length = Long.parseLong(field.substring("content-length:".length()));
      }
      chunked |= field.equals("transfer-encoding:chunked");
      expects |= field.equals("expect:100-continue");
    }
    return new HttpMessage(head, lines[0], length, chunked, expects);
  }

  String method() {
    return first.split(" ")[0];
  }

  /** Path and query, of a request. */
  String target() {
    return first.split(" ")[1];
  }

  int status() {
    return Integer.parseInt(first.split(" ")[1]);
  }

  /** Copies the first bytes of a request's body, of which the length has to be known. */
  void copyBody(InputStream from, OutputStream to, long most) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (long left = Math.min(Math.max(length, 0), most); left > 0; ) {
      int read = from.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        throw new EOFException("the connection ended in a body");
      }
      to.write(buffer, 0, read);
      left -= read;
    }
    to.flush();
  }

  void copyBody(InputStream from, OutputStream to) throws IOException {
    if (chunked) {
      copyChunks(from, to);
    } else {
      copyBody(from, to, Long.MAX_VALUE);
    }
  }

  /** Whether an answer ends only with its connection. */
  boolean endless(String method) {
    return !chunked && length == UNKNOWN && !bare(method);
  }

  void copyAnswer(String method, InputStream from, OutputStream to) throws IOException {
    if (endless(method)) {
      from.transferTo(to);
    } else if (!bare(method)) {
      copyBody(from, to);
    }
    to.flush();
  }

  private boolean bare(String method) {
    return method.equals("HEAD") || status() == 204 || status() == 304;
  }

  private static void copyChunks(InputStream from, OutputStream to) throws IOException {
    long size;
    do {
      size = Long.parseLong(line(from, to).split(";")[0].strip(), 16);
      for (long left = size; left > 0; left--) {
        to.write(from.read());
      }
      line(from, to);
    } while (size > 0);
    to.flush();
  }

  private static String line(InputStream from, OutputStream to) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = from.read(); ; next = from.read()) {
      if (next < 0) {
        throw new EOFException("the connection ended between chunks");
      }
      to.write(next);
      if (next == '\n') {
        return line.toString();
      }
      line.append((char) next);
    }
  }
}
