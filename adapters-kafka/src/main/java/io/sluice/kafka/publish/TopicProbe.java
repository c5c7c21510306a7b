package io.sluice.kafka.publish;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Asks the cluster by an admin client, since a producer tells of a topic what it has heard long
 * ago; and asks the producer, so that it keeps knowing the topic and need not wait for it when
 * there is something to send.
 */
public final class TopicProbe implements TopicWatch.Probe {
  private static final Duration HEARS_WITHIN = Duration.ofMillis(20);

  private final String topic;
  private final Admin admin;
  private final Producer<?, ?> producer;
  private final Duration timeout;

  /**
   * Takes the admin client over, and closes it.
   *
   * @param timeout how long the cluster may take to answer
   */
  public TopicProbe(String topic, Admin admin, Producer<?, ?> producer, Duration timeout) {
    this.topic = topic;
    this.admin = admin;
    this.producer = producer;
    this.timeout = timeout;
  }

  @Override
  public void ask() throws ExecutionException, InterruptedException {
    DescribeTopicsOptions options =
        new DescribeTopicsOptions().timeoutMs(Math.toIntExact(timeout.toMillis()));
    admin.describeTopics(List.of(topic), options).allTopicNames().get();
    awaitProducer();
  }

  /**
   * A producer that must not block fails at the first question, and hears the answer in the
   * background: that it does not know the topic yet is no trouble.
   */
  private void awaitProducer() throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      try {
        producer.partitionsFor(topic);
        return;
      } catch (TimeoutException e) {
        if (System.nanoTime() - deadline >= 0) {
          throw e;
        }
        Thread.sleep(HEARS_WITHIN.toMillis());
      }
    }
  }

  @Override
  public void close() {
    admin.close(timeout);
  }
}
