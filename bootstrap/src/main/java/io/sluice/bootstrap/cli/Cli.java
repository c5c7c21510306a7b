package io.sluice.bootstrap.cli;

import io.sluice.bootstrap.cli.FailureReport.Detail;
import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Parses the command line, runs the command and turns whatever happens into an exit code. */
public final class Cli {
  private static final Pattern NUMBER = Pattern.compile("is not an? (long|int)$");
  private static final Pattern CHOICE =
      Pattern.compile("expected one of \\[(.*)] \\(case-insensitive\\) but was ('.*')$");

  private final StandardOutput output;
  private final PrintWriter out;
  private final PrintWriter err;

  Cli(StandardOutput output, PrintWriter err) {
    this.output = output;
    this.out = new PrintWriter(output, false, StandardCharsets.UTF_8);
    this.err = err;
  }

  /** The one of this process. */
  public static Cli ofProcess() {
    return new Cli(
        StandardOutput.ofProcess(), new PrintWriter(System.err, true, StandardCharsets.UTF_8));
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
      return withOutput(line.execute(arguments), report, root);
    } catch (Error e) { // else threads that are no daemons keep a broken process alive
      return report.write(e, detail(root));
    } finally {
      out.flush();
      err.flush();
    }
  }

  /** A command whose results could not be written has failed, whatever it says itself. */
  private int withOutput(int code, FailureReport report, SluiceCommand root) {
    out.flush();
    Optional<IOException> failure = output.failure();
    if (code != ExitCode.OK || failure.isEmpty()) {
      return code;
    }
    return report.write(
        new SluiceException(
            ErrorCode.STORAGE,
            "Cannot write to standard output: " + failure.get().getMessage(),
            "make room where it goes, or send it elsewhere",
            failure.get()),
        detail(root));
  }

  private static Detail detail(SluiceCommand root) {
    return root.isDebug() ? Detail.STACK_TRACE : Detail.ONE_LINE;
  }

  private int misused(ParameterException fault) {
    String name = fault.getCommandLine().getCommandSpec().qualifiedName();
    err.println("sluice: " + worded(fault.getMessage().replaceAll("\\s*\\R\\s*", " ")));
    err.println("hint: " + suggestion(fault) + "\"" + name + " --help\" shows what there is");
    return ExitCode.USAGE;
  }

  /** Picocli's own words name Java's types and constants. */
  private static String worded(String message) {
    Matcher choice = CHOICE.matcher(message);
    if (choice.find()) {
      String written = choice.group(2);
      String choices = choice.group(1).toLowerCase(Locale.ROOT);
      return choice.replaceFirst(Matcher.quoteReplacement(written + " is none of " + choices));
    }
    return NUMBER.matcher(message).replaceFirst("is not a number");
  }

  private static String suggestion(ParameterException fault) {
    if (!(fault instanceof UnmatchedArgumentException unmatched)) {
      return "";
    }
    List<String> suggestions = unmatched.getSuggestions();
    return suggestions.isEmpty() ? "" : "did you mean " + suggestions.get(0) + "? ";
  }
}
