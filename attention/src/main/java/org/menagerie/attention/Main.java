package org.menagerie.attention;

import org.menagerie.cli.Cli;

/** The program of attention. */
public final class Main {
  private Main() {}

  /** Runs a command and ends with its exit code. */
  public static void main(String[] args) {
    System.exit(Cli.run(new AttentionFamily(), args));
  }
}
