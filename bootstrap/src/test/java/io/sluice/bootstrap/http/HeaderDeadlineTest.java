package io.sluice.bootstrap.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class HeaderDeadlineTest {
  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final Duration WITHIN = Duration.ofMillis(500);

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final HeaderDeadline deadline = new HeaderDeadline(connector, WITHIN);

  /** Reads a body to its end, however long that takes. */
  private static final class Reading extends AbstractHandler {
    @Override
    public void handle(
        String target, Request base, HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      request.getInputStream().readAllBytes();
      response.setStatus(204);
      base.setHandled(true);
    }
  }

  @BeforeEach
  void start() throws Exception {
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    connector.addBean(deadline);
    server.addConnector(connector);
    server.setHandler(new Reading());
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @Test
  void shouldEndAConnectionWhoseHeadersComeAByteAtATime() throws Exception {
    try (Socket socket = connect()) {
      assertThat(drip(socket, "GET / HTTP/1.1\r\nX: " + "x".repeat(1000)))
          .startsWith("HTTP/1.1 408");
    }
  }

  @Test
  void shouldEndAConnectionThatIsSlowWithItsSecondRequest() throws Exception {
    try (Socket socket = connect()) {
      send(socket, REQUEST);
      assertThat(answer(socket)).startsWith("HTTP/1.1 204");
      assertThat(drip(socket, "GET / HTTP/1.1\r\nX: " + "x".repeat(1000)))
          .startsWith("HTTP/1.1 408");
    }
  }

  @Test
  void shouldNotBeKeptFromItByAConnectionThatCannotBeLookedAt() throws Exception {
    // Given
    ByteArrayEndPoint broken = new ByteArrayEndPoint();
    deadline.onOpened(
        new HttpConnection(new HttpConfiguration(), connector, broken, false) {
          @Override
          public long getMessagesIn() {
            throw new IllegalStateException("cannot tell");
          }
        });

    // When, Then
    try (Socket socket = connect()) {
      assertThat(drip(socket, "GET / HTTP/1.1\r\nX: " + "x".repeat(1000)))
          .startsWith("HTTP/1.1 408");
    }
    assertThat(broken.isOpen()).isFalse();
  }

  @Test
  void shouldLetABodyTakeItsTime() throws Exception {
    try (Socket socket = connect()) {
      send(socket, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 40\r\n\r\n");
      assertThat(drip(socket, "x".repeat(40))).startsWith("HTTP/1.1 204");
    }
  }

  @Test
  void shouldLetAConnectionRestBetweenRequests() throws Exception {
    try (Socket socket = connect()) {
      for (int i = 0; i < 3; i++) {
        send(socket, REQUEST);
        assertThat(answer(socket)).startsWith("HTTP/1.1 204");
        Thread.sleep(2 * WITHIN.toMillis());
      }
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
    socket.setTcpNoDelay(true);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  /** Sends a byte every 50 ms until it is answered or all is sent. */
  private static String drip(Socket socket, String text) throws Exception {
    InputStream in = socket.getInputStream();
    for (byte each : text.getBytes(ISO_8859_1)) {
      if (in.available() > 0) {
        break;
      }
      try {
        socket.getOutputStream().write(each);
      } catch (SocketException e) {
        // Answered and closed meanwhile.
        break;
      }
      Thread.sleep(50);
    }
    return answer(socket);
  }

  private static String answer(Socket socket) throws IOException {
    byte[] head = socket.getInputStream().readNBytes("HTTP/1.1 204".length());
    byte[] rest = new byte[1024];
    while (socket.getInputStream().available() > 0 && socket.getInputStream().read(rest) >= 0) {
      // Not looked at.
    }
    return new String(head, ISO_8859_1);
  }
}
