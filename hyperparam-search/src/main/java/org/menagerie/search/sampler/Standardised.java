package org.menagerie.search.sampler;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.menagerie.search.sampler.Observation.State;
import org.menagerie.search.space.SearchSpace;

/**
 * Trials that ended, as a model sees them: canonical points, losses of mean 0 and deviation 1.
 *
 * <p>What is worse than the median of the first trials, which fill the space, counts by the
 * logarithm of its distance: else one trial that learned nothing would make all good ones look
 * alike.
 *
 * <p>A failed trial counts like the worst that did not fail; a pruned one is no better than the
 * median, whatever its last loss.
 */
final class Standardised {
  final double[][] x;
  final double[] y;

  private final Bend bend;
  private final double mean;
  private final double scale;

  private Standardised(double[][] x, double[] losses, int first) {
    this.x = x;
    this.bend = Bend.of(Arrays.stream(losses).limit(first).sorted().toArray());
    double[] bent = Arrays.stream(losses).map(bend::apply).toArray();
    this.mean = Arrays.stream(bent).average().orElse(0);
    double squares = Arrays.stream(bent).map(l -> (l - mean) * (l - mean)).sum();
    double deviation = Math.sqrt(squares / bent.length);
    this.scale = deviation > 0 ? deviation : 1; // all alike
    this.y = Arrays.stream(bent).map(l -> (l - mean) / scale).toArray();
  }

  /**
   * Leaves what is better than the median, and bends the rest.
   *
   * @param spread from the best to the median; 0 bends nothing
   */
  private record Bend(double median, double spread) {
    static Bend of(double[] sorted) {
      double median = sorted.length == 0 ? 0 : sorted[sorted.length / 2];
      return new Bend(median, sorted.length == 0 ? 0 : median - sorted[0]);
    }

    double apply(double loss) {
      return bends(loss) ? median + spread * Math.log1p((loss - median) / spread) : loss;
    }

    double invert(double bent) {
      return bends(bent) ? median + spread * Math.expm1((bent - median) / spread) : bent;
    }

    private boolean bends(double loss) {
      return spread > 0 && loss > median;
    }
  }

  static Standardised of(SearchSpace space, List<Observation> history) {
    List<Observation> ended = history.stream().filter(o -> !o.is(State.PENDING)).toList();
    double[] losses = losses(ended);
    double[][] points =
        ended.stream().map(o -> space.canonical(o.point())).toArray(double[][]::new);
    return new Standardised(points, losses, BayesSampler.startup(space));
  }

  /** The loss that a standardised number stands for. */
  double inUnits(double standardised) {
    return bend.invert(mean + scale * standardised);
  }

  private static double[] losses(List<Observation> ended) {
    double[] complete =
        ended.stream()
            .filter(o -> o.is(State.COMPLETE))
            .mapToDouble(Observation::loss)
            .sorted()
            .toArray();
    double median = complete.length == 0 ? Double.NEGATIVE_INFINITY : complete[complete.length / 2];
    double worst =
        ended.stream()
            .filter(o -> !o.is(State.FAILED))
            .mapToDouble(Observation::loss)
            .max()
            .orElse(0);
    return ended.stream()
        .mapToDouble(
            o ->
                switch (o.state()) {
                  case FAILED -> worst;
                  case PRUNED -> Math.max(o.loss(), median);
                  default -> o.loss();
                })
        .toArray();
  }

  /** The points, that of the least loss first. */
  double[][] bestFirst() {
    return IntStream.range(0, y.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> y[i]))
        .map(i -> x[i])
        .toArray(double[][]::new);
  }
}
