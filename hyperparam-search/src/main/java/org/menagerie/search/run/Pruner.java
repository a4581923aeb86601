package org.menagerie.search.run;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Stops trials that do worse than others did as early; lower is better here. */
public enum Pruner {
  /** Lets every trial end. */
  NONE {
    @Override
    boolean hopeless(double[] curve, Collection<double[]> others, int epochs) {
      return false;
    }
  },
  /** Stops what is worse than the median of the others at the same epoch (Golovin et al., 2017). */
  MEDIAN {
    @Override
    boolean hopeless(double[] curve, Collection<double[]> others, int epochs) {
      if (curve.length < Math.max(3, epochs / 10) || others.size() < FEWEST) {
        return false;
      }
      double[] values = at(others, curve.length);
      return values.length >= FEWEST && least(curve, curve.length) > values[values.length / 2];
    }
  },
  /**
   * Asynchronous successive halving (Li et al., 2020): at epochs r, 3r, 9r, ... only the best third
   * of all that came so far goes on.
   */
  HALVING {
    @Override
    boolean hopeless(double[] curve, Collection<double[]> others, int epochs) {
      if (!rung(curve.length, epochs)) {
        return false;
      }
      double[] values = at(others, curve.length);
      // with fewer than three, the best so far goes on
      int promoted = Math.max(1, (values.length + 1) / REDUCTION);
      double mine = least(curve, curve.length);
      long better = Arrays.stream(values).filter(value -> value < mine).count();
      return better >= promoted;
    }
  };

  private static final int FEWEST = 5;
  private static final int REDUCTION = 3;

  /**
   * Whether a trial should stop.
   *
   * @param curve its losses so far
   * @param others losses of finished trials
   * @param epochs at most in a trial
   */
  abstract boolean hopeless(double[] curve, Collection<double[]> others, int epochs);

  private static boolean rung(int epoch, int epochs) {
    for (int rung = Math.max(1, epochs / 27); rung < epochs; rung *= REDUCTION) {
      if (rung == epoch) {
        return true;
      }
    }
    return false;
  }

  /** What the others had reached by that epoch, in order; those that never came so far left out. */
  private static double[] at(Collection<double[]> others, int epoch) {
    return others.stream()
        .filter(curve -> curve.length >= epoch)
        .mapToDouble(curve -> least(curve, epoch))
        .sorted()
        .toArray();
  }

  private static double least(double[] curve, int epoch) {
    return Arrays.stream(curve, 0, epoch).min().orElseThrow();
  }

  /** The losses of scores, first to last. */
  static double[] losses(List<Double> scores, boolean minimize) {
    return scores.stream().mapToDouble(score -> minimize ? score : -score).toArray();
  }
}
