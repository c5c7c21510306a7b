package io.sluice.bootstrap.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends connections that have begun a request and do not come to the end of its headers. A byte now
 * and then keeps a connection from being idle for as long as its sender likes, and Jetty has no
 * other limit for headers than their size.
 */
final class HeaderDeadline extends AbstractLifeCycle implements Connection.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(HeaderDeadline.class);

  /** How many times within the deadline it is looked. */
  private static final int LOOKS = 10;

  private static final byte[] TIMEOUT =
      "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
          .getBytes(US_ASCII);

  private final ServerConnector connector;
  private final Duration within;
  private final Map<HttpConnection, Seen> open = new ConcurrentHashMap<>();
  private volatile Scheduler.Task next;

  /**
   * @param within from the first byte of a request to the end of its headers; a tenth more at most
   */
  HeaderDeadline(ServerConnector connector, Duration within) {
    this.connector = connector;
    this.within = within;
  }

  /** What a connection had done when it was last looked at; only the looking thread uses it. */
  private static final class Seen {
    private long requests;
    private long bytes;
    private long beganNanos;
    private boolean begun;
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof HttpConnection http) {
      open.put(http, new Seen());
    }
  }

  @Override
  public void onClosed(Connection connection) {
    if (connection instanceof HttpConnection http) {
      open.remove(http);
    }
  }

  @Override
  protected void doStart() {
    schedule();
  }

  private void schedule() {
    next =
        connector
            .getScheduler()
            .schedule(this::look, within.toMillis() / LOOKS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    long now = System.nanoTime();
    open.forEach((connection, seen) -> lookOrEnd(connection, seen, now));
    if (isRunning()) {
      schedule();
    }
  }

  /** One connection that cannot be looked at must not keep the others from their deadline. */
  private void lookOrEnd(HttpConnection connection, Seen seen, long now) {
    try {
      look(connection, seen, now);
    } catch (RuntimeException e) {
      LOG.warn("Ended a connection of which it cannot be told whether its client is slow", e);
      open.remove(connection);
      connection.getEndPoint().close(e);
    }
  }

  private void look(HttpConnection connection, Seen seen, long now) {
    long requests = connection.getMessagesIn();
    long bytes = connection.getBytesIn();
    boolean inHeaders =
        requests == seen.requests
            && bytes > seen.bytes
            && connection.getHttpChannel().getState().isIdle();
    if (!inHeaders) {
      seen.requests = requests;
      seen.bytes = bytes;
      seen.begun = false;
    } else if (!seen.begun) {
      seen.begun = true;
      seen.beganNanos = now;
    } else if (now - seen.beganNanos >= within.toNanos()) {
      end(connection.getEndPoint());
    }
  }

  private static void end(EndPoint client) {
    try {
      // To somebody who reads nothing, nothing may be written; the connection ends all the same.
      client.flush(ByteBuffer.wrap(TIMEOUT));
    } catch (IOException e) {
      LOG.debug("A slow client was gone before it was told so", e);
    } finally {
      client.close();
    }
  }

  @Override
  protected void doStop() {
    Scheduler.Task last = next;
    if (last != null) {
      last.cancel();
    }
  }
}
