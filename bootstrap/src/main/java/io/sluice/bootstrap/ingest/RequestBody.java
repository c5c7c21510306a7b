package io.sluice.bootstrap.ingest;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * Gathers a body as it arrives. No thread waits for it: a client that sends slowly holds nothing
 * but its connection.
 */
final class RequestBody implements ReadListener {
  private static final int CHUNK = 8 << 10;

  private final ServletInputStream input;
  private final int most;
  private final byte[] chunk = new byte[CHUNK];
  private ByteArrayOutputStream gathered = new ByteArrayOutputStream(CHUNK);
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

  private RequestBody(ServletInputStream input, int most) {
    this.input = input;
    this.most = most;
  }

  /**
   * Begins to read; the request has to be asynchronous already.
   *
   * @param most bytes that it may have
   * @return fails with a {@link RejectedException} where it has more or is cut off
   */
  static CompletableFuture<byte[]> read(HttpServletRequest request, int most) throws IOException {
    if (request.getContentLengthLong() > most) {
      return CompletableFuture.failedFuture(tooLarge(most).toException());
    }
    RequestBody body = new RequestBody(request.getInputStream(), most);
    body.input.setReadListener(body);
    return body.whole;
  }

  static Problem tooLarge(int most) {
    return new Problem(
        Problem.Status.TOO_LARGE,
        "body_too_large",
        "The body has more than " + most + " bytes, as it comes or inflated",
        "",
        "send the events in several requests, or raise sluice.ingest.max-body-size");
  }

  @Override
  public void onDataAvailable() throws IOException {
    while (!whole.isDone() && input.isReady()) {
      int count = input.read(chunk);
      if (count < 0) {
        return;
      }
      if (gathered.size() + count > most) {
        whole.completeExceptionally(tooLarge(most).toException());
        return;
      }
      gathered.write(chunk, 0, count);
    }
  }

  @Override
  public void onAllDataRead() {
    byte[] joined = gathered.toByteArray();
    // The server keeps its listeners until the answer is out; the body is held once until then.
    gathered = new ByteArrayOutputStream(0);
    whole.complete(joined);
  }

  @Override
  public void onError(Throwable failure) {
    whole.completeExceptionally(
        Problem.invalid("incomplete_body", "The body did not arrive whole", "", "send it again")
            .toException());
  }
}
