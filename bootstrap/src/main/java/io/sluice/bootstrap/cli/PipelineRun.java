package io.sluice.bootstrap.cli;

import io.sluice.bootstrap.config.LoadedConfig;
import io.sluice.bootstrap.config.RunMode;
import io.sluice.bootstrap.runtime.GracefulStop;
import io.sluice.bootstrap.wiring.PipelineApplication;
import io.sluice.domain.error.ErrorCode;
import io.sluice.ports.in.PipelineResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalInt;

/** A pipeline as the main thing of this process, with its log and its signals. */
final class PipelineRun {
  private PipelineRun() {}

  static int of(LoadedConfig loaded, RunMode mode, PrintWriter err)
      throws IOException, InterruptedException {
    GracefulStop stop = PipelineApplication.prepareProcess(loaded);
    PipelineResult result = PipelineApplication.create(loaded, mode, List.of()).run(stop);
    return exitCode(result, mode, stop.number(), err);
  }

  /** Success only where nothing is left to do, so that whoever waits for it can go on. */
  static int exitCode(PipelineResult result, RunMode mode, OptionalInt signal, PrintWriter err) {
    if (!result.settled() && signal.isPresent()) {
      err.println("sluice: Stopped before everything that was read was in the table");
      err.println("hint: the next run reads it again; sluice.shutdown-timeout gives it longer");
      return ExitCode.signalled(signal.getAsInt());
    }
    if (mode == RunMode.UNTIL_END && !result.reachedEnd()) {
      err.println("sluice: Stopped before the end of the topics was in the table");
      err.println("hint: run it again, it goes on where the table is");
      return ExitCode.of(ErrorCode.TEMPORARY);
    }
    return ExitCode.OK;
  }
}
