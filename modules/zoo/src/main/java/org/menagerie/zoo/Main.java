package org.menagerie.zoo;

import org.menagerie.cli.Cli;
import org.menagerie.core.Family;

/** The program over the whole zoo. */
public final class Main {
  private Main() {}

  /** Runs a command and ends with its exit code. */
  public static void main(String[] args) {
    System.exit(Cli.runAll(Family.all(), args));
  }
}
