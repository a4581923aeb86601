package org.menagerie.benchmarks;

import picocli.CommandLine;

/** Runs the benchmarks. */
final class Main {

  private Main() {}

  /** See `--help`. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new BenchmarksCommand(args)).execute(args));
  }
}
