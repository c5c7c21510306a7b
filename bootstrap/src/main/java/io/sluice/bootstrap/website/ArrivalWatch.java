package io.sluice.bootstrap.website;

import io.sluice.bootstrap.runtime.Service;
import io.sluice.domain.error.SluiceException;
import io.sluice.ports.out.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at one store every second on a thread of its own, however many browsers ask, and rests
 * while none does.
 */
final class ArrivalWatch implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(ArrivalWatch.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final long REST_AFTER_NANOS = Duration.ofMinutes(1).toNanos();
  private static final long PATIENCE_MILLIS = 2_000;
  private static final int REMEMBERED = 10_000;

  private final String name;
  private final ArrivalSource source;
  private final Clock clock;
  private final RecentEvents recent = new RecentEvents(REMEMBERED);
  private final AtomicReference<State> state = new AtomicReference<>(State.of("starting"));
  private String reported = "";
  private final Thread thread;
  private volatile long askedAt;

  /**
   * Not looking yet.
   *
   * @param name of the store, for the log
   * @param source closed by {@link #stop}
   */
  ArrivalWatch(String name, ArrivalSource source, Clock clock) {
    this.name = name;
    this.source = source;
    this.clock = clock;
    this.askedAt = clock.monotonicNanos();
    this.thread = new Thread(this::watch, "website-" + name);
    this.thread.setDaemon(true);
  }

  /** What the store held when it was looked at last; {@link State#seenAt} tells when that was. */
  State state() {
    askedAt = clock.monotonicNanos();
    return state.get();
  }

  /** How long ago a look succeeded, whatever became of later ones; empty before the first. */
  Optional<Duration> seenAgo(State known) {
    return known.seenAt().isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(clock.monotonicNanos() - known.seenAt().getAsLong()));
  }

  /** Which of these events have arrived, as far as it is remembered. */
  Map<String, OptionalLong> find(Collection<String> eventIds) {
    return recent.find(eventIds);
  }

  @Override
  public void start() {
    thread.start();
  }

  private void watch() {
    try {
      while (true) {
        if (clock.monotonicNanos() - askedAt < REST_AFTER_NANOS) {
          look();
        }
        clock.sleep(INTERVAL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One look; what goes wrong becomes the state, and is logged when it begins. */
  void look() {
    State before = state.get();
    State now;
    try {
      Optional<ArrivalSource.Holdings> found = source.look(recent);
      now =
          new State(found, found.isEmpty() ? "empty" : "", OptionalLong.of(clock.monotonicNanos()));
    } catch (Throwable e) { // a defect, too: a watch that died in silence sees nothing
      state.set(new State(Optional.empty(), State.UNREACHABLE, before.seenAt()));
      report(e);
      return;
    }
    state.set(now);
    if (!reported.isEmpty()) {
      reported = "";
      LOG.atInfo().addKeyValue("store", name).log("The store can be reached again");
    }
  }

  private void report(Throwable cause) {
    String text = String.valueOf(cause);
    if (text.equals(reported)) {
      return;
    }
    reported = text;
    if (cause instanceof IOException || cause instanceof SluiceException) {
      LOG.atWarn()
          .addKeyValue("store", name)
          .addKeyValue("cause", cause.getMessage())
          .log("Cannot see what has arrived; trying again every second");
    } else {
      LOG.atError()
          .addKeyValue("store", name)
          .setCause(cause)
          .log("Cannot see what has arrived, by a defect; trying again every second");
    }
  }

  @Override
  public void stop() {
    thread.interrupt();
    try {
      thread.join(PATIENCE_MILLIS);
      source.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What is known of a store.
   *
   * @param holdings empty where nothing is known
   * @param reason why, in a word or two
   * @param seenAt when a look succeeded last, by the clock's monotonic nanoseconds
   */
  record State(Optional<ArrivalSource.Holdings> holdings, String reason, OptionalLong seenAt) {
    static final String UNREACHABLE = "unreachable";

    static State of(String reason) {
      return new State(Optional.empty(), reason, OptionalLong.empty());
    }
  }
}
