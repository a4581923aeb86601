package org.menagerie.core;

import java.util.Locale;

/** Training was stopped because the loss is no longer a finite number. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DivergedException(double loss, int epoch, double learningRate) {
    super(
        String.format(
            Locale.ROOT,
            "training diverged: the loss became %s in epoch %d; a learning rate below %s or"
                + " clip-norm=1 may help",
            loss,
            epoch,
            learningRate));
  }
}
