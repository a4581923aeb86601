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
 * <p>A failed trial counts like the worst that did not fail; a pruned one is no better than the
 * median, whatever its last loss.
 */
final class Standardised {
  final double[][] x;
  final double[] y;

  private final double mean;
  private final double scale;

  private Standardised(double[][] x, double[] y, double mean, double scale) {
    this.x = x;
    this.y = y;
    this.mean = mean;
    this.scale = scale;
  }

  static Standardised of(SearchSpace space, List<Observation> history) {
    List<Observation> ended = history.stream().filter(o -> !o.is(State.PENDING)).toList();
    double[] losses = losses(ended);
    double[][] points =
        ended.stream().map(o -> space.canonical(o.point())).toArray(double[][]::new);
    double mean = Arrays.stream(losses).average().orElse(0);
    double squares = Arrays.stream(losses).map(l -> (l - mean) * (l - mean)).sum();
    double deviation = Math.sqrt(squares / losses.length);
    double scale = deviation > 0 ? deviation : 1; // all alike
    double[] y = Arrays.stream(losses).map(l -> (l - mean) / scale).toArray();
    return new Standardised(points, y, mean, scale);
  }

  /** The loss that a standardised number stands for. */
  double inUnits(double standardised) {
    return mean + scale * standardised;
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
