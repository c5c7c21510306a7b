package io.sluice.process;

import java.util.Optional;
import java.util.Random;
import java.util.logging.Logger;

/** Random moments that can be had again: run with {@code -Dsluice.seed=} and the number logged. */
final class Moments {
  private static final Logger LOG = Logger.getLogger(Moments.class.getName());

  private Moments() {}

  static Random random() {
    long seed =
        Optional.ofNullable(System.getProperty("sluice.seed"))
            .map(Long::parseLong)
            .orElseGet(System::nanoTime);
    LOG.info(() -> "sluice.seed=" + seed);
    return new Random(seed);
  }
}
