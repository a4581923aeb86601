package org.menagerie.cli;

/** Says how work goes on, where the program is stopped while this is open. */
public final class GoingOn implements AutoCloseable {
  private final Thread hook;

  private GoingOn(Thread hook) {
    this.hook = hook;
  }

  /** Opens it; {@code hint} runs once, when the program is stopped. */
  public static GoingOn of(Runnable hint) {
    Thread hook = new Thread(hint, "going-on");
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
