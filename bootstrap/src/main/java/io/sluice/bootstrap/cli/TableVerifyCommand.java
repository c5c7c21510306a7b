package io.sluice.bootstrap.cli;

import io.sluice.bootstrap.wiring.Tables;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import io.sluice.ports.in.TableInspection.Verification;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice table verify}. */
@Command(
    name = "verify",
    description = {
      "Proves that every offset the table has passed is a row, a dead letter or a hole in the"
          + " source, and that its files are there.",
      "Ends with 65 when something is missing."
    })
final class TableVerifyCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private TableOptions table;

  @Override
  public void run() {
    table.requireNoCsv(spec);
    TableWork.on(table, spec.commandLine().getErr(), this::verify);
  }

  private void verify(Tables tables) throws IOException {
    Verification found = tables.inspection().verify(tables.location());
    new VerificationPrinter(spec.commandLine().getOut()).print(found, table.output());
    if (!found.isComplete()) {
      int problems = found.log().problems().size() + found.missingFiles().size();
      throw new SluiceException(
          ErrorCode.DATA_POLICY,
          "Cannot vouch for "
              + tables.location()
              + ": "
              + problems
              + " problems, "
              + VerificationPrinter.problems(found).get(0),
          "restore what is missing, or read the topic anew into another table");
    }
  }
}
