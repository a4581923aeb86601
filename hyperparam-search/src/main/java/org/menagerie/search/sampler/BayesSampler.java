package org.menagerie.search.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;
import org.menagerie.core.Seeds;
import org.menagerie.search.gp.GaussianProcess;
import org.menagerie.search.gp.Hyper;
import org.menagerie.search.gp.LogExpectedImprovement;
import org.menagerie.search.gp.MaximumAPosteriori;
import org.menagerie.search.sampler.Observation.State;
import org.menagerie.search.space.Parameter;
import org.menagerie.search.space.SearchSpace;

/**
 * Bayesian optimisation: a Gaussian process over all trials, and the point of the largest expected
 * improvement (Jones, Schonlau and Welch, 1998).
 *
 * <p>Trials that run count as if they had given what the process expects of them (kriging believer,
 * Ginsbourger et al., 2010), so that no two are alike. A search that has settled begins again, with
 * points that fill the space and without what it knew: a process that took a valley for the deepest
 * one would not look for another.
 */
public final class BayesSampler implements Sampler {
  private static final int GLOBAL = 600;
  private static final int LOCAL = 300;
  private static final int POLISHED = 5;
  private static final int EVALUATIONS = 80;
  private static final int EXACT_FIT = 40;
  private static final int FIT_EVERY = 5;

  private final SearchSpace space;
  private final long seed;
  private final boolean[] categorical;
  private final int startup;
  private int fittedFrom = -1;
  private int fittedOn = -1;
  private Hyper fitted;

  /** A sampler over the space. */
  public BayesSampler(SearchSpace space, long seed) {
    this.space = space;
    this.seed = seed;
    this.categorical = Surrogate.categorical(space);
    this.startup = startup(space);
  }

  /** How many trials fill the space before a process is asked. */
  static int startup(SearchSpace space) {
    return Math.max(5, Math.min(10, 2 * space.numParameters()));
  }

  @Override
  public synchronized double[] next(List<Observation> history) {
    int number = history.size();
    List<Observation> current = history.subList(Settled.restart(space, history, startup), number);
    long ended = current.stream().filter(o -> o.is(State.COMPLETE) || o.is(State.PRUNED)).count();
    if (current.size() < startup || ended < 2) {
      return QuasiRandom.point(number, space.numParameters(), seed);
    }
    Standardised seen = Standardised.of(space, current);
    GaussianProcess process = believe(seen, current, number - current.size());
    return new Search(process, seen, new SplittableRandom(Seeds.derive(seed, number))).best();
  }

  /** The process over finished trials, and over those that run as it expects them. */
  private GaussianProcess believe(Standardised seen, List<Observation> history, int begun) {
    Hyper hyper = hyper(seen, history, begun);
    GaussianProcess process = new GaussianProcess(seen.x, seen.y, categorical, hyper);
    List<double[]> running =
        history.stream()
            .filter(o -> o.is(State.PENDING))
            .map(o -> space.canonical(o.point()))
            .toList();
    if (running.isEmpty()) {
      return process;
    }
    int n = seen.x.length;
    double[][] x = Arrays.copyOf(seen.x, n + running.size());
    double[] y = Arrays.copyOf(seen.y, n + running.size());
    for (int i = 0; i < running.size(); i++) {
      x[n + i] = running.get(i);
      y[n + i] = process.mean(running.get(i));
    }
    return new GaussianProcess(x, y, categorical, hyper);
  }

  /** Fitted to the first trials of a round number: a pure function of the history, and cheap. */
  private Hyper hyper(Standardised seen, List<Observation> history, int begun) {
    int n = seen.y.length;
    int on = n < EXACT_FIT ? n : n - n % FIT_EVERY;
    if (on != fittedOn || begun != fittedFrom) {
      // by themselves: later trials must not tell, or a study that goes on would differ
      List<Observation> first =
          history.stream().filter(o -> !o.is(State.PENDING)).limit(on).toList();
      Standardised some = on == n ? seen : Standardised.of(space, first);
      fitted = MaximumAPosteriori.fit(some.x, some.y, categorical);
      fittedOn = on;
      fittedFrom = begun;
    }
    return fitted;
  }

  /** Looks for the largest expected improvement. */
  private final class Search {
    private final GaussianProcess process;
    private final SplittableRandom random;
    private final double least;
    private final double[][] seen;

    @SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
    private record Candidate(double[] point, double value) {}

    Search(GaussianProcess process, Standardised seen, SplittableRandom random) {
      this.process = process;
      this.random = random;
      this.seen = seen.bestFirst();
      double lowest = Double.POSITIVE_INFINITY;
      for (double[] x : process.points()) {
        lowest = Math.min(lowest, process.mean(x)); // what noise made good does not count
      }
      this.least = lowest;
    }

    double[] best() {
      List<Candidate> candidates = new ArrayList<>();
      QuasiRandom global = new QuasiRandom(space.numParameters(), random.nextLong());
      for (int i = 0; i < GLOBAL; i++) {
        candidates.add(candidate(global.next()));
      }
      for (int i = 0; i < LOCAL; i++) {
        candidates.add(candidate(near(seen[i % Math.min(5, seen.length)])));
      }
      candidates.sort(Comparator.comparingDouble(Candidate::value).reversed());
      return apart(candidates).stream()
          .map(this::polish)
          .max(Comparator.comparingDouble(Candidate::value))
          .orElseThrow()
          .point();
    }

    /** The best candidates that are not all in one place. */
    private List<Candidate> apart(List<Candidate> sorted) {
      List<Candidate> chosen = new ArrayList<>();
      for (Candidate candidate : sorted) {
        boolean near =
            chosen.stream().anyMatch(other -> distance(other.point, candidate.point) < 0.05);
        if (!near) {
          chosen.add(candidate);
        }
        if (chosen.size() == POLISHED) {
          break;
        }
      }
      return chosen;
    }

    private double distance(double[] a, double[] b) {
      double largest = 0;
      for (int i = 0; i < a.length; i++) {
        largest = Math.max(largest, Math.abs(a[i] - b[i]));
      }
      return largest;
    }

    /** A point beside one that did well: few numbers changed, mostly a little. */
    private double[] near(double[] point) {
      double[] changed = new double[point.length];
      double width = Math.pow(10, -3 * random.nextDouble()) / 3;
      double share = Math.max(random.nextDouble(), 1.0 / point.length);
      for (int i = 0; i < point.length; i++) {
        boolean change = Double.isNaN(point[i]) || random.nextDouble() < share;
        if (!change) {
          changed[i] = point[i];
        } else if (Double.isNaN(point[i]) || categorical[i]) {
          changed[i] = random.nextDouble();
        } else {
          changed[i] = reflect(point[i] + width * gaussian());
        }
      }
      return changed;
    }

    private double gaussian() {
      return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
          * Math.cos(2 * Math.PI * random.nextDouble());
    }

    private double reflect(double value) {
      double folded = Math.abs(value) % 2;
      return folded > 1 ? 2 - folded : folded;
    }

    private Candidate candidate(double[] point) {
      return new Candidate(point, value(point));
    }

    private double value(double[] point) {
      GaussianProcess.Prediction at = process.predict(space.canonical(point));
      return LogExpectedImprovement.at(at.mean(), Math.sqrt(at.variance()), least);
    }

    /** Climbs over the numbers that are not choices, by BOBYQA. */
    private Candidate polish(Candidate start) {
      int[] free = free(start.point);
      if (free.length < 2) { // BOBYQA needs two dimensions
        return free.length == 0 ? start : line(start, free[0]);
      }
      double[][] best = {start.point};
      double[] bestValue = {start.value};
      double[] guess = new double[free.length];
      double[] low = new double[free.length];
      double[] high = new double[free.length];
      Arrays.fill(high, 1);
      for (int i = 0; i < free.length; i++) {
        guess[i] = start.point[free[i]];
      }
      ObjectiveFunction objective =
          new ObjectiveFunction(
              numbers -> {
                double[] point = start.point.clone();
                for (int i = 0; i < free.length; i++) {
                  point[free[i]] = numbers[i];
                }
                double value = value(point);
                if (value > bestValue[0]) {
                  bestValue[0] = value;
                  best[0] = point;
                }
                return value;
              });
      try {
        new BOBYQAOptimizer(2 * free.length + 1, 0.05, 1e-5)
            .optimize(
                new MaxEval(EVALUATIONS),
                GoalType.MAXIMIZE,
                new InitialGuess(guess),
                new SimpleBounds(low, high),
                objective);
      } catch (MathRuntimeException e) {
        // out of evaluations: the best so far is what there is
        return new Candidate(best[0], bestValue[0]);
      }
      return new Candidate(best[0], bestValue[0]);
    }

    private Candidate line(Candidate start, int at) {
      Candidate best = start;
      for (double width = 0.05; width > 1e-5; width /= 2) {
        for (int side = -1; side <= 1; side += 2) {
          double[] point = best.point.clone();
          point[at] = Math.max(0, Math.min(1, point[at] + side * width));
          Candidate moved = candidate(point);
          best = moved.value > best.value ? moved : best;
        }
      }
      return best;
    }

    private int[] free(double[] point) {
      double[] canonical = space.canonical(point);
      List<Integer> free = new ArrayList<>();
      for (int i = 0; i < point.length; i++) {
        Parameter parameter = space.parameters().get(i);
        if (!Double.isNaN(canonical[i]) && parameter.values() == 0) {
          free.add(i);
        }
      }
      return free.stream().mapToInt(Integer::intValue).toArray();
    }
  }
}
