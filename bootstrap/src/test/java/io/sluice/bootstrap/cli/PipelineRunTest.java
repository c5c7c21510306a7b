package io.sluice.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bootstrap.config.RunMode;
import io.sluice.ports.in.PipelineResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class PipelineRunTest {
  private static final OptionalInt NO_SIGNAL = OptionalInt.empty();
  private static final OptionalInt SIGTERM = OptionalInt.of(15);

  private final StringWriter err = new StringWriter();

  @Test
  void shouldSucceedWhenAStopLeftNothingBehind() {
    assertThat(code(RunMode.FOREVER, SIGTERM, false, true)).isZero();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldTellThatAStopCutItShort() {
    assertThat(code(RunMode.FOREVER, SIGTERM, false, false)).isEqualTo(143);
    assertThat(code(RunMode.UNTIL_END, OptionalInt.of(2), false, false)).isEqualTo(130);
    assertThat(err.toString().lines()).hasSize(4);
  }

  @Test
  void shouldTellThatItWasStoppedBeforeTheEnd() {
    assertThat(code(RunMode.UNTIL_END, SIGTERM, false, true)).isEqualTo(75);
    assertThat(err.toString()).contains("sluice: Stopped before the end", "hint: run it again");
  }

  @Test
  void shouldSucceedAtTheEnd() {
    assertThat(code(RunMode.UNTIL_END, NO_SIGNAL, true, true)).isZero();
    assertThat(code(RunMode.UNTIL_END, SIGTERM, true, true)).isZero();
  }

  private int code(RunMode mode, OptionalInt signal, boolean reachedEnd, boolean settled) {
    PipelineResult result = new PipelineResult(1, 0, 1, reachedEnd, settled);
    return PipelineRun.exitCode(result, mode, signal, new PrintWriter(err));
  }
}
