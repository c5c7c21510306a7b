package io.sluice.bootstrap.cli;

import io.sluice.bootstrap.cli.FailureReport.Detail;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Parses the command line, runs the command and turns whatever happens into an exit code. */
public final class Cli {
  private final PrintWriter out;
  private final PrintWriter err;

  public Cli(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /** The one of this process. */
  public static Cli ofProcess() {
    return new Cli(
        new PrintWriter(System.out, false, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8));
  }

  /**
   * Runs a command to its end.
   *
   * @return the exit code
   */
  public int run(String... arguments) {
    SluiceCommand root = new SluiceCommand();
    FailureReport report = new FailureReport(err);
    CommandLine line =
        new CommandLine(root)
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler((fault, unused) -> misused(fault))
            .setExecutionExceptionHandler(
                (failure, unused, parsed) -> report.write(failure, detail(root)));
    try {
      return line.execute(arguments);
    } catch (StackOverflowError | LinkageError e) {
      return report.write(e, detail(root));
    } finally {
      out.flush();
      err.flush();
    }
  }

  private static Detail detail(SluiceCommand root) {
    return root.isDebug() ? Detail.STACK_TRACE : Detail.ONE_LINE;
  }

  private int misused(ParameterException fault) {
    String name = fault.getCommandLine().getCommandSpec().qualifiedName();
    err.println("sluice: " + fault.getMessage().replaceAll("\\s*\\R\\s*", " "));
    err.println("hint: " + suggestion(fault) + "\"" + name + " --help\" shows what there is");
    return ExitCode.USAGE;
  }

  private static String suggestion(ParameterException fault) {
    if (!(fault instanceof UnmatchedArgumentException unmatched)) {
      return "";
    }
    List<String> suggestions = unmatched.getSuggestions();
    return suggestions.isEmpty() ? "" : "did you mean " + suggestions.get(0) + "? ";
  }
}
