package org.menagerie.benchmarks;

/** Runs the benchmarks. */
final class Main {

  private Main() {}

  /** See `--help`. */
  public static void main(String[] args) {
    System.exit(BenchmarksCommand.line(args).execute(args));
  }
}
