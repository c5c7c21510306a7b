package io.sluice.bootstrap;

import io.sluice.bootstrap.cli.Cli;

/** The {@code sluice} command. */
public final class Sluice {
  private Sluice() {}

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(Cli.ofProcess().run(arguments));
  }
}
