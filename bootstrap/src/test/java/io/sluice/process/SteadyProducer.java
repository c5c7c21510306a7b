package io.sluice.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.kafka.broker.EmbeddedBroker;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Goes on producing numbered events at an even rate until it is stopped. */
final class SteadyProducer implements AutoCloseable {
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Future<Long> sending;
  private volatile boolean isStopped;

  /**
   * @param event the payload of event number n; its event_id has to be {@link #id}
   */
  SteadyProducer(
      EmbeddedBroker broker,
      String topic,
      int partitions,
      int perSecond,
      LongFunction<String> event) {
    this.sending = thread.submit(() -> send(broker, topic, partitions, perSecond, event));
  }

  static String id(long number) {
    return "event-%08d".formatted(number);
  }

  /** An event of no special shape. */
  static String plainEvent(long number) {
    return "{\"event_id\":\"%s\",\"number\":%d,\"weight\":%s,\"note\":%s}"
        .formatted(id(number), number, number / 4.0, number % 3 == 0 ? "null" : "\"a note\"");
  }

  private long send(
      EmbeddedBroker broker,
      String topic,
      int partitions,
      int perSecond,
      LongFunction<String> event)
      throws InterruptedException {
    long begun = System.nanoTime();
    long number = 0;
    try (TopicWriter writer = new TopicWriter(broker, topic)) {
      while (!isStopped) {
        long due = (System.nanoTime() - begun) * perSecond / 1_000_000_000L;
        for (; number < due; number++) {
          writer.write((int) (number % partitions), null, event.apply(number).getBytes(UTF_8));
        }
        TimeUnit.MILLISECONDS.sleep(10);
      }
    }
    return number;
  }

  /** Ends producing and returns the ids of all events that are in the topic. */
  List<String> stop() {
    isStopped = true;
    try {
      return LongStream.range(0, sending.get()).mapToObj(SteadyProducer::id).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot produce", e.getCause());
    }
  }

  @Override
  public void close() {
    isStopped = true;
    thread.shutdown();
  }
}
