package io.sluice.bootstrap.cli;

import io.sluice.bootstrap.wiring.Validation;
import io.sluice.bootstrap.wiring.Validations;
import io.sluice.domain.error.SluiceException;
import java.util.List;
import java.util.Optional;
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
final class ValidateCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;

  @Override
  public void run() {
    List<Validation.Finding> findings = Validations.of(Configurations.load(config, List.of()));
    findings.forEach(
        finding ->
            spec.commandLine()
                .getOut()
                .printf("%-7s %s: %s%n", finding.verdict(), finding.subject(), finding.text()));
    Optional<SluiceException> first =
        findings.stream().flatMap(finding -> finding.failure().stream()).findFirst();
    if (first.isPresent()) {
      throw first.get();
    }
  }
}
