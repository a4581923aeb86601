package org.menagerie.search;

import java.util.List;
import org.menagerie.cli.Cli;
import org.menagerie.search.command.BenchmarkCommand;
import org.menagerie.search.command.ContestCommand;
import org.menagerie.search.command.TuneCommand;

/** The program of hyperparam-search. */
public final class Main {
  private Main() {}

  /** Runs a command and ends with its exit code. */
  public static void main(String[] args) {
    System.exit(
        Cli.run(
            "hyperparam-search",
            "search of hyper-parameters",
            List.of(new TuneCommand(), new BenchmarkCommand(), new ContestCommand()),
            args));
  }
}
