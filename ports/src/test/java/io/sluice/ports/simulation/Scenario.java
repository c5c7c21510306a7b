package io.sluice.ports.simulation;

import io.sluice.ports.simulation.Disturbance.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What is simulated. Everything follows from the seed; the rest is written out so that a failing
 * run can be made smaller.
 *
 * @param seed of every decision in the run
 * @param writers processes in the group
 * @param partitions of the topic, at the start
 * @param records produced into each of them
 * @param lanes threads that decode, in each writer
 * @param eager whether a rebalance takes everything from everybody
 * @param latest whether reading starts at the topic's end
 * @param skipGaps whether to go on without records that are gone
 * @param declared whether the schema is configured, not inferred
 * @param deadLetterTopic whether dead letters go to a topic, not under the table
 * @param maxRows of a commit
 * @param maxAgeMillis of what waits for a commit
 * @param chaosMillis until when things go wrong
 * @param faultRate probability of a fault of weight 1, per call
 * @param endByItself whether at the end one writer is started that has to reach the topics' end and
 *     end; else those that run are stopped once they are there
 */
record Scenario(
    long seed,
    int writers,
    int partitions,
    int records,
    int lanes,
    boolean eager,
    boolean latest,
    boolean skipGaps,
    boolean declared,
    boolean deadLetterTopic,
    int maxRows,
    int maxAgeMillis,
    int chaosMillis,
    double faultRate,
    boolean endByItself,
    List<Disturbance> disturbances) {
  /** As many writers there are at most, the one that may come at the end included. */
  static final int WRITERS = 4;

  private static final double[] RATES = {0, 0.02, 0.08, 0.2};

  Scenario {
    disturbances = List.copyOf(disturbances);
  }

  /** The scenario that a seed stands for. */
  static Scenario of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int writers = 1 + random.nextInt(3);
    int partitions = 1 + random.nextInt(4);
    int chaosMillis = 4_000 + random.nextInt(10_000);
    boolean latest = random.nextInt(6) == 0;
    return new Scenario(
        seed,
        writers,
        partitions,
        1 + random.nextInt(25),
        1 + random.nextInt(2),
        random.nextInt(3) == 0,
        latest,
        random.nextInt(3) == 0,
        random.nextBoolean(),
        random.nextInt(4) == 0,
        1 + random.nextInt(20),
        200 + random.nextInt(2_000),
        chaosMillis,
        RATES[random.nextInt(RATES.length)],
        !latest && random.nextInt(3) == 0,
        disturbances(random, writers, partitions, chaosMillis));
  }

  private static List<Disturbance> disturbances(
      SplittableRandom random, int writers, int partitions, int chaosMillis) {
    List<Disturbance> all = new ArrayList<>();
    int count = random.nextInt(9);
    for (int i = 0; i < count; i++) {
      int at = random.nextInt(chaosMillis);
      int writer = 1 + random.nextInt(writers);
      int partition = random.nextInt(partitions);
      all.add(
          switch (random.nextInt(15)) {
            case 0, 1, 2 -> new Disturbance(at, Kind.KILL, writer, random.nextInt(4_000));
            case 3, 4, 5 -> new Disturbance(at, Kind.FREEZE, writer, random.nextInt(14_000));
            case 6 -> new Disturbance(at, Kind.STOP, writer, 0);
            case 7, 8, 9 -> new Disturbance(at, Kind.TURN, 0, 0);
            case 10 -> new Disturbance(at, Kind.ADD_PARTITION, 0, 0);
            case 11 -> new Disturbance(at, Kind.EXPIRE_READ, partition, 0);
            case 12 -> new Disturbance(at, Kind.FOREIGN_ENTRY, 0, 0);
            case 13 -> new Disturbance(at, Kind.FOREIGN_COMPACTION, 0, 0);
            default -> new Disturbance(at, Kind.FOREIGN_COLUMN, random.nextInt(3), 0);
          });
    }
    // Rare, because most runs end with them.
    if (random.nextInt(12) == 0) {
      int partition = random.nextInt(partitions);
      int percent = 1 + random.nextInt(100);
      all.add(new Disturbance(random.nextInt(chaosMillis), Kind.EXPIRE_UNREAD, partition, percent));
    }
    if (random.nextInt(24) == 0) {
      all.add(new Disturbance(random.nextInt(chaosMillis), Kind.RECREATE, 0, 0));
    }
    all.sort(Comparator.comparingInt(Disturbance::atMillis));
    return all;
  }

  Scenario withWriters(int fewer) {
    return copy(fewer, partitions, records, lanes, disturbances);
  }

  Scenario withPartitions(int fewer) {
    return copy(writers, fewer, records, lanes, disturbances);
  }

  Scenario withRecords(int fewer) {
    return copy(writers, partitions, fewer, lanes, disturbances);
  }

  Scenario withLanes(int fewer) {
    return copy(writers, partitions, records, fewer, disturbances);
  }

  Scenario withDisturbances(List<Disturbance> fewer) {
    return copy(writers, partitions, records, lanes, fewer);
  }

  private Scenario copy(
      int newWriters,
      int newPartitions,
      int newRecords,
      int newLanes,
      List<Disturbance> newDisturbances) {
    return new Scenario(
        seed,
        newWriters,
        newPartitions,
        newRecords,
        newLanes,
        eager,
        latest,
        skipGaps,
        declared,
        deadLetterTopic,
        maxRows,
        maxAgeMillis,
        chaosMillis,
        faultRate,
        endByItself,
        newDisturbances);
  }
}
