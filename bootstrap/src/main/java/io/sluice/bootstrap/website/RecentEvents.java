package io.sluice.bootstrap.website;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The events that arrived last, by id, and the table version each came with. Bounded: the oldest
 * are forgotten first. One thread adds while others look.
 */
final class RecentEvents {
  private final int capacity;
  private final LinkedHashMap<String, OptionalLong> versions = new LinkedHashMap<>();

  RecentEvents(int capacity) {
    this.capacity = capacity;
  }

  int capacity() {
    return capacity;
  }

  /**
   * Adds one.
   *
   * @param version empty for a store without versions
   * @return whether it was new
   */
  synchronized boolean add(String eventId, OptionalLong version) {
    if (versions.putIfAbsent(eventId, version) != null) {
      return false;
    }
    if (versions.size() > capacity) {
      versions.remove(versions.keySet().iterator().next());
    }
    return true;
  }

  /** Those of the ids that are known. */
  synchronized Map<String, OptionalLong> find(Collection<String> eventIds) {
    Map<String, OptionalLong> found = new HashMap<>();
    for (String id : eventIds) {
      OptionalLong version = versions.get(id);
      if (version != null) {
        found.put(id, version);
      }
    }
    return found;
  }
}
