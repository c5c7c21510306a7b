package io.sluice.storage.stores;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;

/**
 * A proxy in front of a store that speaks HTTP without TLS. It forwards every byte as it came, the
 * Host header too, so that signatures stay valid: clients sign for the proxy's address. For the
 * requests it is told to, it keeps the answer to itself once the store has given it, or answers 503
 * in the store's place.
 */
public final class LosingProxy implements AutoCloseable {
  private final Collection<Request> requests = new ConcurrentLinkedQueue<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool(LosingProxy::daemon);
  private final InetSocketAddress upstream;
  private final ServerSocket server;
  private volatile BiPredicate<String, String> losing = (method, target) -> false;
  private volatile BiPredicate<String, String> refusing = (method, target) -> false;

  public LosingProxy(InetSocketAddress upstream) throws IOException {
    this.upstream = upstream;
    server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** What becomes of a request. */
  public enum Outcome {
    /** Forwarded, and so is its answer. */
    ANSWERED,
    /** Forwarded and answered; the client sees its connection end instead. */
    LOST,
    /** Not forwarded, but answered with 503. */
    REFUSED
  }

  /**
   * One that arrived.
   *
   * @param target path and query, as sent
   */
  public record Request(String method, String target, Outcome outcome) {}

  /**
   * From now on loses the answers to these, told by method and target (path and query); several
   * threads ask at once, and once per request.
   */
  public void loseAnswersTo(BiPredicate<String, String> which) {
    losing = which;
  }

  /** From now on answers 503 to these, see {@link #loseAnswersTo}; it comes before that. */
  public void refuse(BiPredicate<String, String> which) {
    refusing = which;
  }

  /** From now on forwards everything. */
  public void heal() {
    losing = (method, target) -> false;
    refusing = losing;
  }

  /** How many requests of that kind came to that end. */
  public long count(Outcome outcome, BiPredicate<String, String> which) {
    return requests.stream()
        .filter(request -> request.outcome() == outcome)
        .filter(request -> which.test(request.method(), request.target()))
        .count();
  }

  /** How many requests came to that end. */
  public long count(Outcome outcome) {
    return count(outcome, (method, target) -> true);
  }

  /** Where clients find it, as {@code host:port}. */
  public String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** Ends every connection. */
  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdown();
    closeConnections();
    while (!awaitThreads()) {
      // A thread may have been about to open one.
      closeConnections();
    }
    closeConnections();
  }

  Outcome decide(String method, String target) {
    Outcome outcome = Outcome.ANSWERED;
    if (refusing.test(method, target)) {
      outcome = Outcome.REFUSED;
    } else if (losing.test(method, target)) {
      outcome = Outcome.LOST;
    }
    requests.add(new Request(method, target, outcome));
    return outcome;
  }

  Socket connect() throws IOException {
    Socket socket = new Socket();
    open.add(socket);
    try {
      socket.setTcpNoDelay(true);
      socket.connect(upstream, 10_000);
      return socket;
    } catch (IOException e) {
      release(socket);
      throw e;
    }
  }

  void release(Socket socket) throws IOException {
    socket.close();
    open.remove(socket);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        open.add(client);
        threads.execute(() -> serve(client));
      }
    } catch (IOException | RejectedExecutionException e) {
      // Closed: there is no other end to it.
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      new LosingConnection(this, client).serve();
    } catch (IOException e) {
      // One side went away. The other sees the same, as it would without a proxy.
    } finally {
      open.remove(client);
    }
  }

  private void closeConnections() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  private boolean awaitThreads() {
    try {
      return threads.awaitTermination(100, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "losing-proxy");
    thread.setDaemon(true);
    return thread;
  }
}
