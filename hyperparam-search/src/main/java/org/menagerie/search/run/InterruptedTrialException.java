package org.menagerie.search.run;

/** A trial noticed that nobody waits for it any more. */
final class InterruptedTrialException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InterruptedTrialException() {
    super("interrupted", null, false, false);
  }
}
