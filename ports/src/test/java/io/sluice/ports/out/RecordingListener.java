package io.sluice.ports.out;

import io.sluice.domain.record.SourcePartition;
import io.sluice.ports.out.RecordSource.AssignmentListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Writes down what it hears. */
public class RecordingListener implements AssignmentListener {
  private final List<String> events = new ArrayList<>();
  private final Set<SourcePartition> owned = new TreeSet<>();

  @Override
  public void assigned(Set<SourcePartition> partitions) {
    events.add("assigned " + new TreeSet<>(partitions));
    owned.addAll(partitions);
  }

  @Override
  public void revoked(Set<SourcePartition> partitions) {
    events.add("revoked " + new TreeSet<>(partitions));
    owned.removeAll(partitions);
  }

  @Override
  public void lost(Set<SourcePartition> partitions) {
    events.add("lost " + new TreeSet<>(partitions));
    owned.removeAll(partitions);
  }

  /** As in {@code assigned [a-0, a-1]}. */
  public List<String> events() {
    return List.copyOf(events);
  }

  public Set<SourcePartition> owned() {
    return Set.copyOf(owned);
  }
}
