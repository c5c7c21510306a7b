package io.sluice.bootstrap.http;

import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.time.Duration;
import org.eclipse.jetty.server.ConnectionLimit;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Where a server listens, with the limits that hold for every server of ours.
 *
 * @param key of the block in the configuration that has {@code host} and {@code port}
 * @param port 0 for any free one
 */
public record Listener(String key, String host, int port) {
  private static final int HEADER_BYTES = 8 << 10;
  private static final int IDLE_MILLIS = 30_000;
  private static final Duration HEADERS_WITHIN = Duration.ofSeconds(10);

  /** Those of a server that has no setting for it: people's browsers, probes, a Prometheus. */
  private static final int CONNECTIONS = 2000;

  /**
   * Connections that may wait to be taken; the system may allow fewer. One that finds no room is
   * asked for again a second later at the earliest, and Java's own 50 are gone while a processor
   * does something else.
   */
  private static final int BACKLOG = 1024;

  /** As {@link #connector(Server, int)}, for a server that has no setting for how many. */
  public ServerConnector connector(Server jetty) {
    return connector(jetty, CONNECTIONS);
  }

  /**
   * Says nothing about what serves, lets nobody send long or slow headers or hold a connection
   * idle, and takes so many connections at a time. More wait, in the backlog of the port, until one
   * is closed: an idle one is, after {@value #IDLE_MILLIS} ms.
   */
  public ServerConnector connector(Server jetty, int mostConnections) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setResponseHeaderSize(HEADER_BYTES);
    ServerConnector connector = new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    connector.setAcceptQueueSize(BACKLOG);
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.addBean(new ConnectionLimit(mostConnections, connector));
    connector.addBean(new HeaderDeadline(connector, HEADERS_WITHIN));
    return connector;
  }

  /** Threads that do not keep the process alive. */
  public static QueuedThreadPool threads(String name, int least, int most) {
    QueuedThreadPool threads = new QueuedThreadPool(most, least, IDLE_MILLIS);
    threads.setName(name);
    threads.setDaemon(true);
    return threads;
  }

  /**
   * Starts a server whose connector is this one's.
   *
   * @throws SluiceException {@code CONFIGURATION} when the address cannot be had
   */
  public void open(Javalin server) {
    try {
      server.start();
    } catch (JavalinBindException e) {
      throw new SluiceException(
          ErrorCode.CONFIGURATION,
          "Cannot listen on %s:%d (%s): the address is in use or not this machine's"
              .formatted(host, port, key),
          "set " + key + ".port, 0 for any free one",
          e);
    }
  }
}
