package io.sluice.bootstrap.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ServiceLifecycleTest {
  private final List<String> steps = new ArrayList<>();

  @Test
  void shouldStartInOrderAndStopInReverse() throws Exception {
    // Given
    ServiceLifecycle lifecycle =
        new ServiceLifecycle(List.of(new Step("a", "", ""), new Step("b", "", "")));

    // When
    String result =
        lifecycle.around(
            () -> {
              steps.add("work");
              return "done";
            });

    // Then
    assertThat(result).isEqualTo("done");
    assertThat(steps).containsExactly("start a", "start b", "work", "stop b", "stop a");
  }

  @Test
  void shouldStopOnlyWhatWasStarted() {
    // Given
    ServiceLifecycle lifecycle =
        new ServiceLifecycle(
            List.of(new Step("a", "", ""), new Step("b", "no port", ""), new Step("c", "", "")));

    // When / Then
    assertThatThrownBy(() -> lifecycle.around(() -> steps.add("work"))).hasMessage("no port");
    assertThat(steps).containsExactly("start a", "start b", "stop a");
  }

  @Test
  void shouldStopAllAndKeepTheFirstFailureInFront() {
    // Given
    ServiceLifecycle lifecycle =
        new ServiceLifecycle(List.of(new Step("a", "", "a hangs"), new Step("b", "", "b hangs")));

    // When / Then
    assertThatThrownBy(
            () ->
                lifecycle.around(
                    () -> {
                      throw new IllegalStateException("work failed");
                    }))
        .hasMessage("work failed")
        .satisfies(
            failure ->
                assertThat(failure.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .containsExactly("b hangs", "a hangs"));
    assertThat(steps).endsWith("stop b", "stop a");
  }

  @Test
  void shouldReportAFailureToStopAfterWorkThatWentWell() {
    // Given
    ServiceLifecycle lifecycle =
        new ServiceLifecycle(List.of(new Step("a", "", "a hangs"), new Step("b", "", "b hangs")));

    // When / Then
    assertThatThrownBy(() -> lifecycle.around(() -> "done"))
        .hasMessage("b hangs")
        .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
    assertThat(steps).endsWith("stop b", "stop a");
  }

  private final class Step implements Service {
    private final String name;
    private final String startFault;
    private final String stopFault;

    private Step(String name, String startFault, String stopFault) {
      this.name = name;
      this.startFault = startFault;
      this.stopFault = stopFault;
    }

    @Override
    public void start() {
      steps.add("start " + name);
      failWith(startFault);
    }

    @Override
    public void stop() {
      steps.add("stop " + name);
      failWith(stopFault);
    }

    private static void failWith(String fault) {
      if (!fault.isEmpty()) {
        throw new IllegalStateException(fault);
      }
    }
  }
}
