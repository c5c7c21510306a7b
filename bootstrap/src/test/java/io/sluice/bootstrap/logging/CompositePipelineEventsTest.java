package io.sluice.bootstrap.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bootstrap.SampleEvents;
import io.sluice.ports.out.PipelineEvents;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CompositePipelineEventsTest {
  private final List<String> heard = new ArrayList<>();

  @Test
  void shouldPassEveryEventOnToEveryListener() {
    // Given
    CompositePipelineEvents events =
        new CompositePipelineEvents(List.of(listener("one"), listener("two")));

    // When
    tellAll(events);

    // Then
    List<String> expected = new ArrayList<>();
    for (String event :
        List.of(
            "reading",
            "polled",
            "behind",
            "committed",
            "discarded",
            "deadLettered",
            "skipped",
            "retrying",
            "recovered")) {
      expected.add("one " + event);
      expected.add("two " + event);
    }
    assertThat(heard).containsExactlyElementsOf(expected);
    assertThat(Arrays.stream(PipelineEvents.class.getDeclaredMethods()).count())
        .as("events there are")
        .isEqualTo(9);
  }

  @Test
  void shouldGoOnWhenAListenerFails() {
    // Given
    PipelineEvents broken =
        (PipelineEvents)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {PipelineEvents.class},
                (proxy, method, arguments) -> {
                  throw new IllegalStateException("on purpose");
                });

    // When
    new CompositePipelineEvents(List.of(broken, listener("two"))).polled(1, 1);

    // Then
    assertThat(heard).containsExactly("two polled");
  }

  private static void tellAll(PipelineEvents events) {
    events.reading(SampleEvents.PARTITION, 1);
    events.polled(1, 2);
    events.behind(Map.of(SampleEvents.PARTITION, 3L));
    events.committed(SampleEvents.commit(1));
    events.discarded(1, Set.of(SampleEvents.PARTITION), "why");
    events.deadLettered(List.of());
    events.skipped(SampleEvents.skip());
    events.retrying("what", 1, Duration.ZERO, new IOException("x"));
    events.recovered("what");
  }

  private PipelineEvents listener(String name) {
    return (PipelineEvents)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {PipelineEvents.class},
            (proxy, method, arguments) -> {
              heard.add(name + " " + method.getName());
              return null;
            });
  }
}
