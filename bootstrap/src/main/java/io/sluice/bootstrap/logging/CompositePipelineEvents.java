package io.sluice.bootstrap.logging;

import io.sluice.domain.commit.CommitRecord;
import io.sluice.domain.record.DeadLetter;
import io.sluice.domain.record.SourcePartition;
import io.sluice.ports.out.PipelineEvents;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes everything on to several listeners; one that fails costs the others nothing. */
public final class CompositePipelineEvents implements PipelineEvents {
  private static final Logger LOG = LoggerFactory.getLogger(CompositePipelineEvents.class);

  private final List<PipelineEvents> listeners;

  public CompositePipelineEvents(Collection<PipelineEvents> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  private void tell(Consumer<PipelineEvents> event) {
    for (PipelineEvents listener : listeners) {
      try {
        event.accept(listener);
      } catch (RuntimeException e) {
        LOG.error("A listener failed; the pipeline goes on", e);
      }
    }
  }

  @Override
  public void reading(SourcePartition partition, long offset) {
    tell(listener -> listener.reading(partition, offset));
  }

  @Override
  public void polled(int records, long bytes) {
    tell(listener -> listener.polled(records, bytes));
  }

  @Override
  public void behind(Map<SourcePartition, Long> offsets) {
    tell(listener -> listener.behind(offsets));
  }

  @Override
  public void committed(Commit commit) {
    tell(listener -> listener.committed(commit));
  }

  @Override
  public void discarded(long records, Collection<SourcePartition> partitions, String reason) {
    tell(listener -> listener.discarded(records, partitions, reason));
  }

  @Override
  public void deadLettered(List<DeadLetter> deadLetters) {
    tell(listener -> listener.deadLettered(deadLetters));
  }

  @Override
  public void skipped(CommitRecord record) {
    tell(listener -> listener.skipped(record));
  }

  @Override
  public void retrying(String what, int failures, Duration delay, Exception cause) {
    tell(listener -> listener.retrying(what, failures, delay, cause));
  }

  @Override
  public void recovered(String what) {
    tell(listener -> listener.recovered(what));
  }
}
