package io.sluice.ports.simulation;

import io.sluice.domain.record.SourcePartition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A consumer group's coordinator: it says who is to own what, waits until a partition is given up
 * before it gives it to the next, and puts out members of whom nothing is heard.
 *
 * <p>Cooperative: only what moves is revoked, each partition on its own. Eager: everybody gives up
 * everything, and nobody gets anything before all have come.
 */
final class SimulatedGroup {
  private static final long SESSION_TIMEOUT_NANOS = 6_000_000_000L;
  private static final long MAX_POLL_INTERVAL_NANOS = 20_000_000_000L;

  private final Scheduler scheduler;
  private final Trace trace;
  private final boolean eager;
  private final Supplier<List<SourcePartition>> partitions;
  private final Map<String, GroupMember> members = new TreeMap<>();
  private final Map<SourcePartition, GroupMember> owners = new TreeMap<>();
  private final Map<SourcePartition, Long> offsets = new HashMap<>();
  private Map<SourcePartition, GroupMember> target = new TreeMap<>();
  private int epoch;
  private int turned;

  /**
   * @param partitions of the topics, as they are now
   */
  SimulatedGroup(
      Scheduler scheduler, Trace trace, boolean eager, Supplier<List<SourcePartition>> partitions) {
    this.scheduler = scheduler;
    this.trace = trace;
    this.eager = eager;
    this.partitions = partitions;
  }

  boolean isEager() {
    return eager;
  }

  int epoch() {
    return epoch;
  }

  boolean has(GroupMember member) {
    return members.get(member.id()) == member;
  }

  void join(GroupMember member) {
    members.put(member.id(), member);
    rebalance();
  }

  void leave(GroupMember member) {
    if (has(member)) {
      members.remove(member.id());
      owners.values().removeIf(owner -> owner == member);
      rebalance();
    }
  }

  /** The topics have changed, or somebody wants the partitions dealt anew. */
  void rebalance() {
    epoch++;
    target = deal();
  }

  /** Deals the partitions so that most of them move. */
  void turn() {
    turned++;
    owners.keySet().stream().findFirst().ifPresent(any -> rebalance());
  }

  private Map<SourcePartition, GroupMember> deal() {
    Map<SourcePartition, GroupMember> dealt = new TreeMap<>();
    List<GroupMember> hands = new ArrayList<>(members.values());
    if (hands.isEmpty()) {
      return dealt;
    }
    int next = turned;
    for (SourcePartition partition : partitions.get()) {
      dealt.put(partition, hands.get(next++ % hands.size()));
    }
    return dealt;
  }

  /** Puts out whoever is dead, asleep, or has not polled for too long. */
  void expire() {
    long now = scheduler.nanos();
    for (GroupMember member : List.copyOf(members.values())) {
      if (member.process().silentNanos(now) > SESSION_TIMEOUT_NANOS
          || now - member.polledAtNanos() > MAX_POLL_INTERVAL_NANOS) {
        trace.say("group", "puts %s out", member.id());
        leave(member);
      }
    }
  }

  /** What the member owns and has to give up. */
  Set<SourcePartition> toRevoke(GroupMember member) {
    Set<SourcePartition> revoked = new TreeSet<>();
    for (SourcePartition owned : member.owned()) {
      if (eager ? member.epoch() < epoch : target.get(owned) != member) {
        revoked.add(owned);
      }
    }
    return revoked;
  }

  void released(GroupMember member, Set<SourcePartition> partitionsReleased) {
    for (SourcePartition partition : partitionsReleased) {
      owners.remove(partition, member);
    }
  }

  /** What is the member's now and nobody else's any more. */
  Set<SourcePartition> toAssign(GroupMember member) {
    Set<SourcePartition> granted = free(member);
    granted.forEach(partition -> owners.put(partition, member));
    return granted;
  }

  private Set<SourcePartition> free(GroupMember member) {
    Set<SourcePartition> free = new TreeSet<>();
    boolean allHaveCome = members.values().stream().allMatch(other -> other.epoch() == epoch);
    if (!eager || allHaveCome) {
      target.forEach(
          (partition, wanted) -> {
            if (wanted == member && !owners.containsKey(partition)) {
              free.add(partition);
            }
          });
    }
    return free;
  }

  boolean hasNews(GroupMember member) {
    return !has(member)
        || member.epoch() < epoch
        || !toRevoke(member).isEmpty()
        || !free(member).isEmpty();
  }

  /** Keeps the group's own offset of a partition, as tools see it. */
  void store(SourcePartition partition, long offset) {
    offsets.put(partition, offset);
  }

  /** The group's own offset; zero where it has none. */
  long stored(SourcePartition partition) {
    return offsets.getOrDefault(partition, 0L);
  }
}
