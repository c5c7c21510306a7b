package io.sluice.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ListenerTest {
  /** More than Java's backlog of 50, and no more than the least a system allows, which is 128. */
  private static final int AT_ONCE = 120;

  /** Less than the second after which a connection that found no room is asked for again. */
  private static final int WITHIN_MILLIS = 800;

  private final Server jetty = new Server();
  private final List<Socket> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (Socket each : open) {
      each.close();
    }
    jetty.stop();
  }

  @Test
  void shouldKeepABurstOfConnectionsWaitingWithoutTurningOneAway() throws Exception {
    // Given: a server that has taken all the connections it may
    Listener listener = new Listener("test", InetAddress.getLoopbackAddress().getHostAddress(), 0);
    ServerConnector connector = listener.connector(jetty, 1);
    jetty.addConnector(connector);
    jetty.start();
    open.add(connect(connector));

    // When
    int waiting = 0;
    for (; waiting < AT_ONCE; waiting++) {
      try {
        open.add(connect(connector));
      } catch (SocketTimeoutException e) {
        break;
      }
    }

    // Then
    assertThat(waiting).as("connections that found room").isEqualTo(AT_ONCE);
  }

  private static Socket connect(ServerConnector connector) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(
          new InetSocketAddress(connector.getHost(), connector.getLocalPort()), WITHIN_MILLIS);
    } catch (SocketTimeoutException e) {
      socket.close();
      throw e;
    }
    return socket;
  }
}
