package org.menagerie.report.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.menagerie.core.Score;
import org.menagerie.data.ForecastFigures;
import org.menagerie.report.ForecastTable;
import org.menagerie.report.Predictions;

/** What takes no learning, on the splits of the trainings. */
final class Baselines {
  private static final String MAJORITY = "majority class";
  private static final String MEAN = "training mean";

  private Baselines() {}

  /** The baselines that suit the data; none where nothing finished. */
  static List<Contender> of(List<Contender> architectures) {
    Map<Integer, Attempt.Finished> runs = new LinkedHashMap<>(); // one of each split
    architectures.stream()
        .flatMap(contender -> contender.finished().stream())
        .forEach(attempt -> runs.putIfAbsent(attempt.seed(), attempt));
    Map<String, Map<Integer, Score>> scores = new LinkedHashMap<>();
    runs.values().stream()
        .sorted(Comparator.comparingInt(Attempt::seed))
        .forEach(
            run ->
                of(run)
                    .forEach(
                        (name, score) ->
                            scores
                                .computeIfAbsent(name, n -> new LinkedHashMap<>())
                                .put(run.seed(), score)));
    List<Contender> baselines = new ArrayList<>();
    scores.forEach((name, all) -> baselines.add(new Contender(name, true, all, List.of())));
    return baselines;
  }

  private static Map<String, Score> of(Attempt.Finished run) {
    Optional<ForecastFigures> forecast = run.results().summary().forecast();
    if (forecast.isPresent()) {
      return naive(forecast.get());
    }
    if (run.baseline().isEmpty()) {
      return Map.of();
    }
    return run.results().predictions() instanceof Predictions.OfClasses classes
        ? Map.of(MAJORITY, majority(classes, run.baseline().get().majority()))
        : Map.of(MEAN, mean((Predictions.OfValues) run.results().predictions(), run));
  }

  static Map<String, Score> naive(ForecastFigures figures) {
    Map<String, Score> scores = new LinkedHashMap<>();
    figures
        .told()
        .forEach(
            (name, errors) -> {
              if (!name.equals(ForecastFigures.MODEL)) {
                scores.put(ForecastTable.shown(name), regression(errors));
              }
            });
    return scores;
  }

  private static Score regression(ForecastFigures.Errors errors) {
    return new Score.Regression(Double.NaN, errors.mae(), errors.rmse(), errors.mase(), Double.NaN);
  }

  private static Score majority(Predictions.OfClasses truth, String label) {
    int size = truth.labels().size();
    int said = truth.labels().indexOf(label);
    long[][] confusion = new long[size][size];
    for (int answer : truth.truth()) {
      confusion[answer][said]++;
    }
    return new Score.Classification(
        Double.NaN,
        truth.labels(),
        Stream.of(confusion).map(row -> LongStream.of(row).boxed().toList()).toList());
  }

  /** The same means over the values as those of a network's score. */
  private static Score mean(Predictions.OfValues values, Attempt.Finished run) {
    List<Double> means = run.baseline().orElseThrow().means();
    List<Double> naive = run.baseline().orElseThrow().naiveErrors();
    int size = means.size();
    int n = values.truth().length;
    double mae = 0;
    double rmse = 0;
    double mase = 0;
    for (int v = 0; v < size; v++) {
      double absolute = 0;
      double squared = 0;
      for (double[] truth : values.truth()) {
        double error = means.get(v) - truth[v];
        absolute += Math.abs(error) / n;
        squared += error * error / n;
      }
      mae += absolute / size;
      rmse += Math.sqrt(squared) / size;
      mase += absolute / naive.get(v) / size;
    }
    return new Score.Regression(Double.NaN, mae, rmse, mase, Double.NaN);
  }
}
