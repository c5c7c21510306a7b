package io.sluice.bootstrap.ingest;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Does something when an answer is out, or can no longer be given. */
final class WhenComplete implements AsyncListener {
  private final Runnable action;

  WhenComplete(Runnable action) {
    this.action = action;
  }

  @Override
  public void onComplete(AsyncEvent event) {
    action.run();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    // Completion follows.
  }

  @Override
  public void onError(AsyncEvent event) {
    // Completion follows.
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // It has begun already.
  }
}
