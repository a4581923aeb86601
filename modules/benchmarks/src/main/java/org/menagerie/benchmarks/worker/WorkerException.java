package org.menagerie.benchmarks.worker;

/** A worker could not do what it was asked to. */
public final class WorkerException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Says which worker failed, and why. */
  public WorkerException(String worker, String reason) {
    super(worker + ": " + reason);
  }

  WorkerException(String worker, String reason, Throwable cause) {
    super(worker + ": " + reason, cause);
  }
}
