package org.menagerie.search.benchmark;

import java.util.List;

/**
 * Mean simple regrets that others reach, after 30, 50, 100 and 200 trials: Optuna 5 with its
 * defaults over 20 seeds, NSGA-II with a population of 20; scikit-optimize's Gaussian process over
 * 10 runs has 0.398 on Branin and -3.299 (0.048) on Hartmann6 after 200.
 */
public record Published(TestFunction function, String who, List<Double> regrets) {
  /** All of them. */
  public static final List<Published> ALL =
      List.of(
          new Published(TestFunction.BRANIN, "Optuna TPE", List.of(0.503, 0.139, 0.0235, 0.0053)),
          new Published(TestFunction.HARTMANN6, "Optuna TPE", List.of(0.896, 0.402, 0.141, 0.063)),
          new Published(TestFunction.BRANIN, "Optuna random", List.of(1.53, 1.05, 0.48, 0.17)),
          new Published(TestFunction.HARTMANN6, "Optuna random", List.of(1.95, 1.58, 1.17, 1.12)),
          new Published(TestFunction.BRANIN, "Optuna NSGA-II", List.of(2.57, 1.25, 0.35, 0.15)),
          new Published(TestFunction.HARTMANN6, "Optuna NSGA-II", List.of(1.96, 1.59, 1.01, 0.47)),
          new Published(
              TestFunction.BRANIN,
              "scikit-optimize GP",
              List.of(Double.NaN, Double.NaN, Double.NaN, 0.0)),
          new Published(
              TestFunction.HARTMANN6,
              "scikit-optimize GP",
              List.of(Double.NaN, Double.NaN, Double.NaN, 0.023)));
}
