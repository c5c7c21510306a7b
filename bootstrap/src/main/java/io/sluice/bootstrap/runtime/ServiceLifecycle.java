package io.sluice.bootstrap.runtime;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * Starts services in order and stops those that were started in reverse order. Every one is
 * stopped, whatever happens: failures on the way become suppressed ones of the first.
 */
public final class ServiceLifecycle {
  private final List<Service> services;

  public ServiceLifecycle(Collection<Service> services) {
    this.services = List.copyOf(services);
  }

  /**
   * Work with the services around it.
   *
   * @param <T> what it comes to
   * @param <E> how it may fail
   */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    T run() throws E, InterruptedException;
  }

  /** Runs the work while the services are up. */
  public <T, E extends Exception> T around(Work<T, E> work) throws E, InterruptedException {
    Deque<Service> started = new ArrayDeque<>();
    Throwable failure = null;
    try {
      for (Service service : services) {
        service.start();
        started.push(service);
      }
      return work.run();
    } catch (Throwable e) {
      failure = e;
      throw e;
    } finally {
      stop(started, failure);
    }
  }

  private static void stop(Deque<Service> started, Throwable failure) {
    RuntimeException own = null;
    for (Service service : started) {
      try {
        service.stop();
      } catch (RuntimeException e) {
        if (failure != null) {
          failure.addSuppressed(e);
        } else if (own != null) {
          own.addSuppressed(e);
        } else {
          own = e;
        }
      }
    }
    if (own != null) {
      throw own;
    }
  }
}
