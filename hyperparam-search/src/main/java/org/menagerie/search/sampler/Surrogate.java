package org.menagerie.search.sampler;

import java.util.Arrays;
import java.util.List;
import org.menagerie.search.gp.GaussianProcess;
import org.menagerie.search.gp.MaximumAPosteriori;
import org.menagerie.search.sampler.Observation.State;
import org.menagerie.search.space.SearchSpace;

/** A Gaussian process over all trials that ended, to look at: what is expected where. */
public final class Surrogate {
  private static final int FEWEST = 4;
  private static final int SAMPLES = 512;

  private final SearchSpace space;
  private final Standardised seen;
  private final GaussianProcess process;

  private Surrogate(SearchSpace space, Standardised seen) {
    this.space = space;
    this.seen = seen;
    boolean[] categorical = categorical(space);
    this.process =
        new GaussianProcess(
            seen.x, seen.y, categorical, MaximumAPosteriori.fit(seen.x, seen.y, categorical));
  }

  /** Which parameters have no order. */
  static boolean[] categorical(SearchSpace space) {
    boolean[] categorical = new boolean[space.numParameters()];
    for (int i = 0; i < categorical.length; i++) {
      categorical[i] = space.parameters().get(i).categorical();
    }
    return categorical;
  }

  /** Whether there are trials enough to tell anything. */
  public static boolean possible(List<Observation> history) {
    return history.stream().filter(o -> o.is(State.COMPLETE)).count() >= FEWEST;
  }

  /** Fits a process. */
  public static Surrogate of(SearchSpace space, List<Observation> history) {
    return new Surrogate(space, Standardised.of(space, history));
  }

  /** The loss that is expected at a point of the unit cube. */
  public double mean(double[] point) {
    return seen.inUnits(process.mean(space.canonical(point)));
  }

  /**
   * Each parameter's share of the variation of the expected loss over the whole space, by itself:
   * Sobol's first-order indices, estimated as Saltelli et al. (2010) do.
   */
  public double[] importances() {
    int d = space.numParameters();
    QuasiRandom sequence = new QuasiRandom(2 * d, 1);
    double[] sums = new double[d];
    double mean = 0;
    double squares = 0;
    for (int i = 0; i < SAMPLES; i++) {
      double[] both = sequence.next();
      double[] a = Arrays.copyOf(both, d);
      double[] b = Arrays.copyOfRange(both, d, 2 * d);
      double atA = process.mean(space.canonical(a));
      double atB = process.mean(space.canonical(b));
      mean += (atA + atB) / (2 * SAMPLES);
      squares += (atA * atA + atB * atB) / (2 * SAMPLES);
      for (int j = 0; j < d; j++) {
        double[] mixed = a.clone();
        mixed[j] = b[j];
        sums[j] += atB * (process.mean(space.canonical(mixed)) - atA) / SAMPLES;
      }
    }
    double variance = squares - mean * mean;
    for (int j = 0; j < d; j++) {
      sums[j] = variance > 1e-12 ? Math.max(0, Math.min(1, sums[j] / variance)) : 0;
    }
    return sums;
  }
}
