package io.sluice.ports.simulation;

import io.sluice.domain.commit.CommitIdentity;
import io.sluice.domain.record.DeadLetter;
import io.sluice.ports.out.DeadLetterSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where all processes' dead letters go: objects under the table, or a topic. */
final class SimulatedDeadLetters {
  private final World world;
  private final Map<String, List<DeadLetter>> objects = new HashMap<>();
  private final List<DeadLetter> topic = new ArrayList<>();

  SimulatedDeadLetters(World world) {
    this.world = world;
  }

  /** One process's way to it. */
  DeadLetterSink of(SimulatedProcess process) {
    return (id, letters) -> store(process, id, letters);
  }

  private Optional<String> store(
      SimulatedProcess process, CommitIdentity id, List<DeadLetter> letters) throws IOException {
    world.call(process);
    world.travel(process);
    if (world.strikes(Fault.LETTERS_FAIL, process)) {
      throw new IOException("simulated: dead letters cannot be stored");
    }
    Optional<String> object = keep(id, letters);
    world.call(process);
    if (world.strikes(Fault.LETTERS_ANSWER_LOST, process)) {
      throw new IOException("simulated: the answer was lost");
    }
    return object;
  }

  private Optional<String> keep(CommitIdentity id, List<DeadLetter> letters) {
    if (world.scenario.deadLetterTopic()) {
      topic.addAll(letters);
      return Optional.empty();
    }
    objects.put(path(id), List.copyOf(letters));
    return Optional.of(path(id));
  }

  /** Where the object of a commit lies. */
  static String path(CommitIdentity id) {
    return "dead-letters/" + id;
  }

  /** What an object that a commit names holds; empty where there is none. */
  List<DeadLetter> in(String path) {
    return objects.getOrDefault(path, List.of());
  }

  List<DeadLetter> topic() {
    return topic;
  }
}
