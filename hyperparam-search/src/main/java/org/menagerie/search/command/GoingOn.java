package org.menagerie.search.command;

import java.io.PrintWriter;

/** Says how a study goes on, where the program is stopped while it is open. */
final class GoingOn implements AutoCloseable {
  private final Thread hook;

  private GoingOn(Thread hook) {
    this.hook = hook;
  }

  static GoingOn of(String study, PrintWriter err) {
    Thread hook =
        new Thread(
            () -> {
              err.println("stopped; the same command with --study " + study + " goes on");
              err.flush();
            },
            "going-on");
    Runtime.getRuntime().addShutdownHook(hook);
    return new GoingOn(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the program is being stopped: the hook runs
      return;
    }
  }
}
