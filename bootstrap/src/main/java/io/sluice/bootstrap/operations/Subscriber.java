package io.sluice.bootstrap.operations;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * One open page. Writes only what the connection takes at once, so that it holds no thread; who
 * reads too slowly is cut off, and comes back for the whole state.
 */
final class Subscriber implements WriteListener {
  private static final int MOST_WAITING = 5;

  private final AsyncContext context;
  private final ServletOutputStream out;
  private final Consumer<Subscriber> left;
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private boolean flushed = true;
  private boolean over;

  /**
   * @param first what it is sent as soon as it can be
   * @param left is told when it is gone, once
   */
  Subscriber(
      AsyncContext context, ServletOutputStream out, byte[] first, Consumer<Subscriber> left) {
    this.context = context;
    this.out = out;
    this.left = left;
    waiting.add(first);
  }

  /** Sends, or cuts off. */
  synchronized void send(byte[] event) {
    if (over) {
      return;
    }
    if (waiting.size() == MOST_WAITING) {
      end();
      return;
    }
    waiting.add(event);
    try {
      write();
    } catch (IOException e) {
      onError(e);
    } catch (RuntimeException e) {
      endAfter(e);
      throw e;
    }
  }

  @Override
  public synchronized void onWritePossible() throws IOException {
    write();
  }

  private void write() throws IOException {
    while (!over && out.isReady()) {
      byte[] next = waiting.poll();
      if (next != null) {
        out.write(next);
        flushed = false;
      } else if (!flushed) {
        out.flush();
        flushed = true;
      } else {
        return;
      }
    }
  }

  /** The page was closed, or its network is gone; neither is anybody's fault. */
  @Override
  public synchronized void onError(Throwable cause) {
    end();
  }

  private void endAfter(RuntimeException failure) {
    try {
      end();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  synchronized void end() {
    if (!over) {
      over = true;
      waiting.clear();
      left.accept(this);
      context.complete();
    }
  }
}
