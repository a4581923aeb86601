package org.menagerie.report.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What nothing else beats in both of two figures. */
public final class Pareto {
  private Pareto() {}

  /**
   * The indices of the points that no other is at least as good as in both figures and better in
   * one, less being better; in ascending order of {@code x}. Points with a figure that is no number
   * are left out.
   */
  public static List<Integer> front(double[] x, double[] y) {
    return IntStream.range(0, x.length)
        .filter(i -> !Double.isNaN(x[i]) && !Double.isNaN(y[i]))
        .filter(i -> IntStream.range(0, x.length).noneMatch(j -> dominates(x, y, j, i)))
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> x[i]).thenComparing(i -> i))
        .toList();
  }

  private static boolean dominates(double[] x, double[] y, int one, int other) {
    return x[one] <= x[other] && y[one] <= y[other] && (x[one] < x[other] || y[one] < y[other]);
  }
}
