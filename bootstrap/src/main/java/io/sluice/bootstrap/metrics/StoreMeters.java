package io.sluice.bootstrap.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sluice.ports.out.ObjectAlreadyExistsException;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** How long a store takes and how it ends, by operation. All meters exist from the start. */
public final class StoreMeters {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30),
  };

  private final Map<Operation, Map<Outcome, Timer>> timers = new EnumMap<>(Operation.class);

  public StoreMeters(MeterRegistry registry) {
    for (Operation operation : Operation.values()) {
      Map<Outcome, Timer> ofOperation = new EnumMap<>(Outcome.class);
      for (Outcome outcome : Outcome.values()) {
        ofOperation.put(
            outcome,
            Timer.builder(Metric.STORE_SECONDS.base())
                .description(Metric.STORE_SECONDS.description())
                .tag("operation", spelling(operation))
                .tag("outcome", spelling(outcome))
                .serviceLevelObjectives(BUCKETS)
                .register(registry));
      }
      timers.put(operation, ofOperation);
    }
  }

  private static String spelling(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** Does it and measures it. */
  <T> T measure(Operation operation, Call<T> call) throws IOException {
    long began = System.nanoTime();
    Outcome outcome = Outcome.FAILED;
    try {
      T result = call.run();
      outcome = Outcome.OK;
      return result;
    } catch (ObjectAlreadyExistsException e) {
      outcome = Outcome.EXISTS;
      throw e;
    } finally {
      timers.get(operation).get(outcome).record(Duration.ofNanos(System.nanoTime() - began));
    }
  }

  enum Operation {
    CREATE,
    DELETE,
    FIND,
    LIST,
    READ,
    WRITE
  }

  enum Outcome {
    OK,
    /** The object to be created is there already. */
    EXISTS,
    FAILED
  }

  /** One operation. */
  @FunctionalInterface
  interface Call<T> {
    T run() throws IOException;
  }
}
