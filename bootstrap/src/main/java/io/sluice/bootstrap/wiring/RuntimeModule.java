package io.sluice.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.sluice.bootstrap.runtime.SystemClock;
import io.sluice.bootstrap.runtime.ThreadLanes;
import io.sluice.ports.out.Clock;
import io.sluice.ports.out.Threads;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Time, threads and chance. */
final class RuntimeModule extends AbstractModule {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @Provides
  @Singleton
  Clock clock() {
    return new SystemClock();
  }

  @Provides
  @Singleton
  Threads threads() {
    return new ThreadLanes(PATIENCE);
  }

  /** Identities of commits must not meet those of another process that started just now. */
  @Provides
  @Singleton
  RandomGenerator random() {
    return new SecureRandom();
  }
}
