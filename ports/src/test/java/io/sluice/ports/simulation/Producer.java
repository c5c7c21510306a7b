package io.sluice.ports.simulation;

import io.sluice.domain.record.SourcePartition;
import io.sluice.ports.fake.FakeTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Fills the topic: rows, poison, rows that carry a new column with one type or another, and offsets
 * without a record. Every record's text is its own.
 */
final class Producer {
  static final String TOPIC = "events";

  private static final String[] TYPES = {"long", "string", "double"};

  private final World world;
  private final List<Produced> produced = new ArrayList<>();

  Producer(World world) {
    this.world = world;
  }

  List<Produced> produced() {
    return produced;
  }

  /** Plans what is produced into a partition until things stop going wrong. */
  void plan(int partition) {
    if (isIdle(partition)) {
      return;
    }
    for (int i = 0; i < world.scenario.records(); i++) {
      SplittableRandom random =
          new SplittableRandom(world.scenario.seed() * 31 + partition * 1009L + i);
      long atMillis = random.nextInt(3) == 0 ? 0 : random.nextInt(world.scenario.chaosMillis());
      world.afterMillis(atMillis, () -> produce(partition, random));
    }
  }

  private void produce(int partition, SplittableRandom random) {
    if (world.scheduler.nanos() >= world.scenario.chaosMillis() * 1_000_000L) {
      return;
    }
    FakeTopic topic = world.topic(TOPIC);
    if (random.nextInt(12) == 0) {
      topic.appendGap(partition, 1 + random.nextInt(3));
    }
    switch (random.nextInt(16)) {
      case 0 -> append(topic, partition, "! ");
      case 1 ->
          append(
              topic, partition, "+c" + random.nextInt(3) + " " + TYPES[random.nextInt(3)] + " #");
      default -> append(topic, partition, "");
    }
    if (random.nextInt(12) == 0) {
      topic.appendGap(partition, 1);
    }
  }

  /** The last record of every partition that is not idle: a plain one. */
  void finish() {
    FakeTopic topic = world.topic(TOPIC);
    for (SourcePartition partition : topic.partitions()) {
      if (!isIdle(partition.partition())) {
        append(topic, partition.partition(), "");
      }
    }
  }

  private boolean isIdle(int partition) {
    return partition > 0 && (world.scenario.seed() + partition) % 7 == 0;
  }

  private void append(FakeTopic topic, int partition, String prefix) {
    long offset = topic.available(partition).to();
    SourcePartition source = topic.partition(partition);
    String text = prefix + source.topicId() + "/" + partition + "/" + offset;
    produced.add(new Produced(source, offset, text, world.scheduler.nanos()));
    topic.append(partition, text);
  }

  /** A record and where it is. */
  record Produced(SourcePartition partition, long offset, String text, long atNanos) {
    boolean isPoison() {
      return text.startsWith("!");
    }

    @Override
    public String toString() {
      return "record " + offset + " of " + partition;
    }

    boolean mayBeRejected() {
      return text.startsWith("!") || text.startsWith("+");
    }
  }
}
