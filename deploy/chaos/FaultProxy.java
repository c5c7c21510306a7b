import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Stands between writers and a store that speaks HTTP. It forwards every byte as it came, so that
 * signatures stay valid, and does what it was told at its second port: kill a process at a named
 * point of its protocol, answer errors in the store's place, or reset connections.
 *
 * <pre>
 * FaultProxy STORE_HOST:PORT SEED      prints "ready HOST:PORT HOST:CONTROL_PORT"
 * /arm?POINT,PID,SKIP                  kills PID when POINT is met for the SKIP + 1st time
 * /errors?PERCENT                      that many requests fail: 500, 503, 429, reset before or after the store
 * /delay?MILLIS                        every answer comes so much later
 * /skew?100                            403 RequestTimeTooSkewed for so many of 100 requests, dated 20 minutes later
 * /stats                               requests by what became of them
 * </pre>
 */
final class FaultProxy {
  private static final byte[] CONTINUE = bytes("HTTP/1.1 100 Continue\r\n\r\n");
  private static final String SKEWED =
      "<?xml version=\"1.0\"?><Error><Code>RequestTimeTooSkewed</Code><Message>The difference between"
          + " the request time and the server's time is too large.</Message></Error>";

  private final ExecutorService threads = Executors.newCachedThreadPool(FaultProxy::daemon);
  private final Map<String, Long> stats = new TreeMap<>();
  private final InetSocketAddress store;
  private final Random random;
  private CrashPoint point = CrashPoint.NONE;
  private long victim;
  private int skip;
  private int errors;
  private int skewed;
  private volatile int delay;

  private FaultProxy(InetSocketAddress store, long seed) {
    this.store = store;
    this.random = new Random(seed);
  }

  public static void main(String[] arguments) throws Exception {
    String[] address = arguments[0].split(":");
    FaultProxy proxy =
        new FaultProxy(
            new InetSocketAddress(address[0], Integer.parseInt(address[1])),
            Long.parseLong(arguments[1]));
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    HttpServer control = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    control.createContext(
        "/",
        exchange -> {
          String query = exchange.getRequestURI().getQuery();
          byte[] said = bytes(proxy.told(exchange.getRequestURI().getPath(), query));
          exchange.sendResponseHeaders(200, said.length);
          exchange.getResponseBody().write(said);
          exchange.close();
        });
    control.start();
    try (ServerSocket server = new ServerSocket(0, 256, loopback)) {
      // In one piece: somebody waits for the line, and would take half of it for whole.
      System.out.println(
          "ready 127.0.0.1:%d 127.0.0.1:%d"
              .formatted(server.getLocalPort(), control.getAddress().getPort()));
      while (true) {
        Socket client = server.accept();
        proxy.threads.execute(() -> proxy.serve(client));
      }
    }
  }

  private synchronized String told(String what, String argument) {
    switch (what) {
      case "/arm" -> {
        String[] words = argument.split(",");
        point = CrashPoint.of(words[0]);
        victim = Long.parseLong(words[1]);
        skip = Integer.parseInt(words[2]);
      }
      case "/errors" -> errors = Integer.parseInt(argument);
      case "/delay" -> delay = Integer.parseInt(argument);
      case "/skew" -> skewed = Integer.parseInt(argument);
      case "/stats" -> {
        return stats.toString();
      }
      default -> throw new IllegalArgumentException("nothing is done at " + what);
    }
    return "";
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(client.getInputStream());
      OutputStream out = new BufferedOutputStream(client.getOutputStream());
      boolean more = true;
      while (more) {
        var request = HttpMessage.read(in);
        more = request.isPresent() && answer(request.get(), client, in, out);
      }
    } catch (IOException e) {
      count("broken");
    }
  }

  /** Returns whether the connection can be used again. */
  private boolean answer(HttpMessage request, Socket client, InputStream in, OutputStream out)
      throws IOException {
    CrashPoint crash = crash(request);
    if (crash.when() == CrashPoint.When.BEFORE) {
      return kill();
    }
    Fault fault = fault();
    count(fault.name());
    if (fault == Fault.RESET_BEFORE) {
      return reset(client);
    }
    if (request.expects()) {
      out.write(CONTINUE);
      out.flush();
    }
    if (fault.status() > 0) {
      request.copyBody(in, OutputStream.nullOutputStream());
      return refuse(fault, out);
    }
    try (Socket upstream = new Socket()) {
      upstream.setTcpNoDelay(true);
      upstream.connect(store, 10_000);
      OutputStream to = new BufferedOutputStream(upstream.getOutputStream());
      to.write(request.head());
      if (crash.when() == CrashPoint.When.HALF_WAY) {
        request.copyBody(in, to, request.length() / 2);
        return kill();
      }
      request.copyBody(in, to);
      to.flush();
      InputStream answers = new BufferedInputStream(upstream.getInputStream());
      HttpMessage answer = finalAnswer(answers);
      pause();
      if (crash.when() == CrashPoint.When.BEFORE_ANSWER) {
        answer.copyAnswer(request.method(), answers, OutputStream.nullOutputStream());
        return kill();
      }
      if (fault == Fault.RESET_AFTER) {
        return reset(client);
      }
      out.write(answer.head());
      answer.copyAnswer(request.method(), answers, out);
      out.flush();
      return crash.when() == CrashPoint.When.AFTER_ANSWER
          ? kill()
          : !answer.endless(request.method());
    }
  }

  private static HttpMessage finalAnswer(InputStream answers) throws IOException {
    HttpMessage answer;
    do {
      answer =
          HttpMessage.read(answers).orElseThrow(() -> new EOFException("the store hung up"));
    } while (answer.status() < 200);
    return answer;
  }

  private void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("while an answer was held back");
    }
  }

  private synchronized CrashPoint crash(HttpMessage request) {
    if (!point.meets(request.method(), request.target()) || skip-- > 0) {
      return CrashPoint.NONE;
    }
    CrashPoint met = point;
    point = CrashPoint.NONE;
    return met;
  }

  /** SIGKILL; returns that the connection is over. */
  private boolean kill() {
    ProcessHandle.of(victim).ifPresent(ProcessHandle::destroyForcibly);
    count("killed");
    return false;
  }

  private synchronized Fault fault() {
    if (random.nextInt(100) < skewed) {
      return Fault.SKEWED;
    }
    return random.nextInt(100) < errors ? Fault.ERRORS[random.nextInt(Fault.ERRORS.length)] : Fault.NONE;
  }

  private static boolean refuse(Fault fault, OutputStream out) throws IOException {
    byte[] body = bytes(fault == Fault.SKEWED ? SKEWED : "");
    out.write(
        bytes(
            "HTTP/1.1 %d Refused\r\nDate: %s\r\nContent-Type: application/xml\r\nContent-Length: %d\r\n\r\n"
                .formatted(fault.status(), date(fault), body.length)));
    out.write(body);
    out.flush();
    return true;
  }

  private static String date(Fault fault) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(fault == Fault.SKEWED ? 20 : 0));
  }

  private static boolean reset(Socket client) throws IOException {
    client.setSoLinger(true, 0);
    return false;
  }

  private synchronized void count(String what) {
    stats.merge(what, 1L, Long::sum);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "fault-proxy");
    thread.setDaemon(true);
    return thread;
  }

  /** What a request meets. */
  private enum Fault {
    NONE(0),
    INTERNAL_ERROR(500),
    UNAVAILABLE(503),
    TOO_MANY(429),
    RESET_BEFORE(0),
    RESET_AFTER(0),
    SKEWED(403);

    private static final Fault[] ERRORS = {
      INTERNAL_ERROR, UNAVAILABLE, TOO_MANY, RESET_BEFORE, RESET_AFTER
    };

    private final int status;

    Fault(int status) {
      this.status = status;
    }

    int status() {
      return status;
    }
  }
}
