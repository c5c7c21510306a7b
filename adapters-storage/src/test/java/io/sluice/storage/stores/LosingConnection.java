package io.sluice.storage.stores;

import io.sluice.storage.stores.LosingProxy.Outcome;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One client's connection to a {@link LosingProxy}, with its requests one after the other. */
final class LosingConnection {
  private static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");
  private static final byte[] REFUSAL =
      ascii("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
  // A store may well ignore what the client expects and wait for the body.
  private static final int PATIENCE_MILLIS = 1_000;

  private final LosingProxy proxy;
  private final InputStream in;
  private final OutputStream out;

  LosingConnection(LosingProxy proxy, Socket client) throws IOException {
    this.proxy = proxy;
    in = new BufferedInputStream(client.getInputStream());
    out = client.getOutputStream();
  }

  void serve() throws IOException {
    boolean more = true;
    while (more) {
      Optional<HttpHead> request = HttpHead.read(in);
      more = request.isPresent() && answer(request.get()) && !request.get().last();
    }
  }

  private boolean answer(HttpHead request) throws IOException {
    Outcome outcome = proxy.decide(request.method(), request.target());
    if (outcome == Outcome.REFUSED) {
      refuse(request);
      return true;
    }
    // A connection of its own: one that is kept may end just when it is used again, and the answer
    // would be lost that nobody asked to lose.
    Socket upstream = proxy.connect();
    try {
      return forward(request, upstream, outcome);
    } finally {
      proxy.release(upstream);
    }
  }

  private void refuse(HttpHead request) throws IOException {
    if (request.expectsContinue()) {
      out.write(CONTINUE);
    }
    HttpBody.copyOfRequest(request, in, OutputStream.nullOutputStream());
    out.write(REFUSAL);
    out.flush();
  }

  /** Returns whether the client's connection can be used again. */
  private boolean forward(HttpHead request, Socket upstream, Outcome outcome) throws IOException {
    InputStream answers = new BufferedInputStream(upstream.getInputStream());
    upstream.getOutputStream().write(request.bytes());
    boolean bodySent = !request.expectsContinue() || mayContinue(answers, upstream);
    if (bodySent) {
      HttpBody.copyOfRequest(request, in, new Forgiving(upstream.getOutputStream()));
    }
    HttpHead answer = finalAnswer(answers);
    OutputStream to = outcome == Outcome.LOST ? OutputStream.nullOutputStream() : out;
    to.write(answer.bytes());
    boolean ended = HttpBody.copyOfAnswer(request.method(), answer, answers, to);
    return outcome == Outcome.ANSWERED && bodySent && !ended && !answer.last();
  }

  /** Whether the store wants the body, which then is what the client was told. */
  private boolean mayContinue(InputStream answers, Socket upstream) throws IOException {
    upstream.setSoTimeout(PATIENCE_MILLIS);
    answers.mark(1 << 16);
    boolean wanted = true;
    try {
      wanted = HttpHead.read(answers).filter(head -> !head.interim()).isEmpty();
    } catch (SocketTimeoutException e) {
      answers.reset();
    }
    upstream.setSoTimeout(0);
    if (!wanted) {
      answers.reset();
      return false;
    }
    out.write(CONTINUE);
    out.flush();
    return true;
  }

  private static HttpHead finalAnswer(InputStream answers) throws IOException {
    HttpHead answer;
    do {
      answer = HttpHead.read(answers).orElseThrow(() -> new EOFException("no answer"));
    } while (answer.interim());
    return answer;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** To a store that may have answered, and hung up, without wanting to see the whole body. */
  private static final class Forgiving extends OutputStream {
    private final OutputStream store;
    private boolean gone;

    Forgiving(OutputStream store) {
      this.store = store;
    }

    @Override
    public void write(int value) {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      try {
        if (!gone) {
          store.write(bytes, offset, length);
        }
      } catch (IOException e) {
        gone = true;
      }
    }
  }
}
