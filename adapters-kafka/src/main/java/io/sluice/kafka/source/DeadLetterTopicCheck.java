package io.sluice.kafka.source;

import java.util.Optional;

/** Whether dead letters can go to their topic, where they go to one: asked before the first. */
@FunctionalInterface
public interface DeadLetterTopicCheck {
  /**
   * Asks the cluster, which does not create the topic.
   *
   * @return what was found, in words; empty where dead letters are not kept in a topic
   * @throws io.sluice.domain.error.SluiceException CONFIGURATION where the topic does not exist
   */
  Optional<String> require();
}
