package io.sluice.storage.stores;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Refuses every request, with a date of its own; Java's HTTP server always tells the time. */
public final class RefusingStore implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
  private final String code;
  private final Duration ahead;

  /**
   * One that listens.
   *
   * @param code what the store calls it, in the header of Azure and the body of S3
   * @param ahead of this machine, by its own clock
   */
  public RefusingStore(String code, Duration ahead) throws IOException {
    this.code = code;
    this.ahead = ahead;
    Thread thread = new Thread(this::serve, "refusing-store");
    thread.setDaemon(true);
    thread.start();
  }

  public String address() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        refuse(client);
      } catch (IOException e) {
        // The client went away, or this was closed.
      }
    }
  }

  private void refuse(Socket client) throws IOException {
    InputStream in = new BufferedInputStream(client.getInputStream());
    Optional<HttpHead> head = HttpHead.read(in);
    if (head.isEmpty()) {
      return;
    }
    HttpHead request = head.get();
    if (!request.expectsContinue()) {
      HttpBody.copyOfRequest(request, in, OutputStream.nullOutputStream());
    }
    String body = request.method().equals("HEAD") ? "" : "<Error><Code>" + code + "</Code></Error>";
    String answer =
        "HTTP/1.1 403 Forbidden\r\nDate: %s\r\nx-ms-error-code: %s\r\nContent-Type: application/xml\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
            .formatted(date(), code, body.length(), body);
    client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
  }

  private String date() {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        ZonedDateTime.now(ZoneOffset.UTC).plus(ahead));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
