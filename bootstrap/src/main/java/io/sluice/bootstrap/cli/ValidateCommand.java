package io.sluice.bootstrap.cli;

import io.sluice.bootstrap.wiring.Validations;
import io.sluice.domain.error.SluiceException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice validate}. */
@Command(
    name = "validate",
    description = {
      "Checks the configuration, the topics, the table and the offsets to go on from.",
      "Nothing is written and nothing is read from the topics."
    })
final class ValidateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<SluiceException> failures = new ArrayList<>();
    Validations.of(
        Configurations.ofPipeline(config, spec.commandLine().getErr()),
        finding -> {
          out.printf("%-7s %s: %s%n", finding.verdict(), finding.subject(), finding.text());
          out.flush();
          finding.failure().ifPresent(failures::add);
        });
    if (failures.isEmpty()) {
      return ExitCode.OK;
    }
    SluiceException first = failures.get(0);
    return new FailureReport(spec.commandLine().getErr()).hint(first);
  }
}
