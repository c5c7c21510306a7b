package io.sluice.ports.fake;

import io.sluice.ports.out.EventPublisher;
import io.sluice.ports.out.OutgoingRecord;
import io.sluice.ports.out.PublishOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A topic in memory that takes what it is given, unless a test says otherwise. */
public final class FakeEventPublisher implements EventPublisher {
  /** Values above it are too large. */
  public static final int LARGEST = 1 << 20;

  private final List<OutgoingRecord> written = new CopyOnWriteArrayList<>();
  private final List<CompletableFuture<PublishOutcome>> held = new ArrayList<>();
  private PublishOutcome failing;
  private boolean holding;

  @Override
  public synchronized CompletableFuture<PublishOutcome> publish(List<OutgoingRecord> records) {
    if (failing != null) {
      return CompletableFuture.completedFuture(failing);
    }
    if (records.stream().anyMatch(each -> each.value().length > LARGEST)) {
      return CompletableFuture.completedFuture(new PublishOutcome.TooLarge());
    }
    written.addAll(records);
    CompletableFuture<PublishOutcome> answer = new CompletableFuture<>();
    if (holding) {
      held.add(answer);
    } else {
      answer.complete(new PublishOutcome.Acknowledged());
    }
    return answer;
  }

  /** Everything from now on comes to this. */
  public synchronized void fail(PublishOutcome outcome) {
    failing = outcome;
  }

  /** Gives no answers from now on. */
  public synchronized void hold() {
    holding = true;
  }

  /** How many answers are waited for. */
  public synchronized int held() {
    return held.size();
  }

  /** Acknowledges what was held, and holds no more. */
  public void release() {
    List<CompletableFuture<PublishOutcome>> answers;
    synchronized (this) {
      holding = false;
      answers = List.copyOf(held);
      held.clear();
    }
    answers.forEach(answer -> answer.complete(new PublishOutcome.Acknowledged()));
  }

  /** What is in the topic, in order. */
  public List<OutgoingRecord> written() {
    return List.copyOf(written);
  }

  @Override
  public synchronized Optional<String> trouble() {
    return failing instanceof PublishOutcome.Unavailable unavailable
        ? Optional.of(unavailable.cause())
        : Optional.empty();
  }

  @Override
  public void close() {
    release();
  }
}
