package org.menagerie.core;

import java.util.Locale;

/** Training was stopped because the loss or a parameter is no longer a finite number. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Names what is no longer finite.
   *
   * @param what "the loss", say
   */
  DivergedException(String what, double value, int epoch, double learningRate) {
    super(
        String.format(
            Locale.ROOT,
            "training diverged: %s became %s in epoch %d; a learning rate below %s or"
                + " clip-norm=1 may help",
            what,
            value,
            epoch,
            learningRate));
  }
}
