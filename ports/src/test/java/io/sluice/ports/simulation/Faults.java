package io.sluice.ports.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which calls go wrong. Each is decided by itself, from the seed, the writer and how many such
 * calls that writer has made: taking one fault away leaves the decisions on all others as they are,
 * which is what makes a failing run shrink.
 */
final class Faults {
  private final long seed;
  private final double rate;
  private final Optional<Set<Strike>> only;
  private final List<Strike> struck = new ArrayList<>();
  private final Map<Fault, int[]> calls = new EnumMap<>(Fault.class);
  private boolean healed;

  /**
   * @param rate the probability of a fault of weight 1
   * @param only these may strike, of those that would; empty for all
   */
  Faults(long seed, double rate, int writers, Optional<Set<Strike>> only) {
    this.seed = seed;
    this.rate = rate;
    this.only = only;
    for (Fault fault : Fault.values()) {
      calls.put(fault, new int[writers + 1]);
    }
  }

  /** Whether this call goes wrong. */
  boolean strike(Fault fault, int writer) {
    int call = ++calls.get(fault)[writer];
    if (healed || chance(fault, writer, call) >= rate * fault.weight()) {
      return false;
    }
    Strike strike = new Strike(fault, writer, call);
    if (only.isPresent() && !only.get().contains(strike)) {
      return false;
    }
    struck.add(strike);
    return true;
  }

  private double chance(Fault fault, int writer, int call) {
    long mixed = seed + ((31L * fault.name().hashCode() + writer) << 32 | call);
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53;
  }

  /** From now on nothing goes wrong any more. */
  void heal() {
    healed = true;
  }

  /** How often the calls of a writer have gone wrong: each is a reason to give up. */
  long failures(int writer) {
    return struck.stream()
        .filter(strike -> strike.writer() == writer && strike.fault().isFailure())
        .count();
  }

  /** What went wrong, in order. */
  List<Strike> struck() {
    return struck;
  }

  /** One call that went wrong. */
  record Strike(Fault fault, int writer, int call) {}
}
