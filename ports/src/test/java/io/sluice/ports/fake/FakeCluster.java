package io.sluice.ports.fake;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Topics in memory, for any number of sources and catalogs. Safe for use by any thread. */
public final class FakeCluster {
  private final String id;
  private final Map<String, FakeTopic> topics = new LinkedHashMap<>();
  private int created;

  public FakeCluster() {
    this("cluster-1");
  }

  public FakeCluster(String id) {
    this.id = id;
  }

  /**
   * Creates a topic; one of that name that exists is deleted first, and the new one has another id.
   */
  public synchronized FakeTopic create(String name, int partitions) {
    created++;
    FakeTopic topic = new FakeTopic(id, name, name + "-id-" + created, partitions);
    topics.put(name, topic);
    return topic;
  }

  public synchronized void delete(String name) {
    topics.remove(name);
  }

  synchronized Optional<FakeTopic> topic(String name) {
    return Optional.ofNullable(topics.get(name));
  }
}
