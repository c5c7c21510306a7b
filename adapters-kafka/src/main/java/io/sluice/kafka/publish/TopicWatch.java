package io.sluice.kafka.publish;

import io.sluice.kafka.client.KafkaFailures;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again, on a thread of its own, whether a topic can be written to, so that whoever
 * wants to know need not ask the cluster.
 */
public final class TopicWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final String topic;
  private final Probe probe;
  private final KafkaFailures failures;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(TopicWatch::thread);
  private volatile Optional<String> trouble = Optional.of("Kafka has not answered yet");

  private TopicWatch(String topic, Probe probe, KafkaFailures failures) {
    this.topic = topic;
    this.probe = probe;
    this.failures = failures;
  }

  /** Asks whether the topic can be written to; waits for the answer within a bound. */
  public interface Probe extends AutoCloseable {
    /**
     * Returns when it can.
     *
     * @throws ExecutionException with why it cannot
     */
    void ask() throws ExecutionException, InterruptedException;

    @Override
    void close();
  }

  /** Looks from now on. Takes the probe over, and closes it. */
  public static TopicWatch start(String topic, Probe probe, KafkaFailures failures) {
    TopicWatch watch = new TopicWatch(topic, probe, failures);
    ScheduledFuture<?> unused =
        watch.looking.scheduleWithFixedDelay(
            watch::look, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "sluice-topic-watch");
    thread.setDaemon(true);
    return thread;
  }

  /** Why the topic could not be written to when it was looked at last; empty when it could. */
  Optional<String> trouble() {
    return trouble;
  }

  private void look() {
    Optional<String> found = find();
    if (found.isPresent() && !found.equals(trouble)) {
      LOG.atWarn()
          .addKeyValue("topic", topic)
          .addKeyValue("cause", found.get())
          .log("Cannot take events");
    } else if (found.isEmpty() && trouble.isPresent()) {
      LOG.atInfo().addKeyValue("topic", topic).log("Takes events");
    }
    trouble = found;
  }

  private Optional<String> find() {
    try {
      probe.ask();
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("it is closing");
    } catch (ExecutionException | RuntimeException e) { // one that came out would end all looking
      return Optional.of(failures.describe("write to topic " + topic, e).getMessage());
    }
  }

  @Override
  public void close() {
    looking.shutdownNow();
    probe.close();
  }
}
