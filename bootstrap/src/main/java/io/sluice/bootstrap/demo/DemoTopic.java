package io.sluice.bootstrap.demo;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topic that the events are played into. */
final class DemoTopic {
  private final String bootstrapServers;
  private final String name;
  private final int partitions;

  DemoTopic(String bootstrapServers, String name, int partitions) {
    this.bootstrapServers = bootstrapServers;
    this.name = name;
    this.partitions = partitions;
  }

  String name() {
    return name;
  }

  /**
   * Makes the topic if it is not there.
   *
   * @return how many records each partition holds
   */
  long[] prepare() throws InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      create(admin);
      return held(admin);
    } catch (ExecutionException e) {
      throw new SluiceException(
          ErrorCode.UNAVAILABLE,
          "Cannot prepare topic " + name + ": " + e.getCause().getMessage(),
          "try again, or give another --dir",
          e.getCause());
    }
  }

  private void create(Admin admin) throws InterruptedException, ExecutionException {
    NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.of((short) 1));
    try {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private long[] held(Admin admin) throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (int i = 0; i < partitions; i++) {
      ends.put(new TopicPartition(name, i), OffsetSpec.latest());
    }
    long[] held = new long[partitions];
    var offsets = admin.listOffsets(ends).all().get();
    offsets.forEach((partition, end) -> held[partition.partition()] = end.offset());
    return held;
  }
}
