package org.menagerie.report.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.menagerie.core.Provenance;
import org.menagerie.core.Score;
import org.menagerie.report.Predictions;
import org.menagerie.report.RunSummary;
import org.menagerie.report.ScoreTable;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Figures;
import org.menagerie.report.page.Figures.Figure;
import org.menagerie.report.statistics.Interval;

/** What was trained on what, and how good it is. */
final class Headline {
  private Headline() {}

  static String title(RunResults results) {
    Provenance origin = results.summary().provenance();
    return origin.architecture() + " on " + Names.isolated(origin.dataset());
  }

  static String sentence(RunResults results) {
    RunSummary summary = results.summary();
    return String.format(
        Locale.ROOT,
        "%s, trained on %,d examples of %s, %s; trained for %s, epoch %d of %d kept, seed %d.",
        summary.provenance().architecture(),
        summary.examples().train(),
        Names.isolated(summary.provenance().dataset()),
        score(results),
        Names.duration(summary.trainSeconds()),
        summary.bestEpoch(),
        summary.epochs(),
        summary.provenance().plan().seed());
  }

  private static String score(RunResults results) {
    if (results.summary().test() instanceof Score.Classification c) {
      Interval interval = Interval.wilson(right(c), c.total());
      return String.format(
          Locale.ROOT,
          "gets %,d of %,d test %s right: accuracy %.4f (95 %% interval %s to %s)",
          right(c),
          c.total(),
          answers(results),
          c.accuracy(),
          Names.share(interval.low()),
          Names.share(interval.high()));
    }
    Score.Regression r = (Score.Regression) results.summary().test();
    int series = series(results.summary());
    if (series > 1) { // errors have no common unit
      return String.format(
          Locale.ROOT,
          "has a MASE of %s over %d series and %,d test examples",
          Names.brief(r.mase()),
          series,
          results.summary().examples().test());
    }
    return String.format(
        Locale.ROOT,
        "is off by %s on average over %,d test examples%s",
        Names.brief(r.mae()),
        results.summary().examples().test(),
        errorInterval(results));
  }

  private static String answers(RunResults results) {
    return results.predictions() instanceof Predictions.OfClasses p && p.probabilities().length == 0
        ? "steps"
        : "examples";
  }

  /** Of the mean absolute error, where one number is predicted. */
  private static String errorInterval(RunResults results) {
    if (!(results.predictions() instanceof Predictions.OfValues values)
        || values.names().size() > 1) {
      return "";
    }
    double[] errors =
        IntStream.range(0, values.truth().length)
            .mapToDouble(i -> Math.abs(values.predicted()[i][0] - values.truth()[i][0]))
            .filter(error -> !Double.isNaN(error))
            .toArray();
    Interval interval = Interval.ofMean(errors);
    return String.format(
        Locale.ROOT,
        " (95 %% interval %s to %s)",
        Names.brief(interval.low()),
        Names.brief(interval.high()));
  }

  static List<Block> blocks(RunResults results) {
    RunSummary summary = results.summary();
    List<Figure> figures = new ArrayList<>();
    if (summary.test() instanceof Score.Classification c) {
      Interval interval = Interval.wilson(right(c), c.total());
      figures.add(
          new Figure(
              "Test accuracy",
              String.format(Locale.ROOT, "%.4f", c.accuracy()),
              "95 % " + Names.share(interval.low()) + "–" + Names.share(interval.high())));
      figures.add(new Figure("Macro F1", String.format(Locale.ROOT, "%.4f", c.macroF1()), ""));
    } else {
      Score.Regression r = (Score.Regression) summary.test();
      boolean oneUnit = series(summary) <= 1;
      if (oneUnit) {
        figures.add(new Figure("Mean absolute error", Names.brief(r.mae()), "test part"));
        figures.add(new Figure("RMSE", Names.brief(r.rmse()), ""));
      }
      figures.add(new Figure("MASE", Names.brief(r.mase()), ScoreTable.mase(summary.forecast())));
      if (oneUnit) {
        figures.add(new Figure("R²", Names.share(r.r2()), ""));
      }
    }
    figures.add(new Figure("Test loss", Names.brief(summary.test().loss()), lossName(summary)));
    figures.add(
        new Figure("Parameters", String.format(Locale.ROOT, "%,d", summary.parameters()), ""));
    figures.add(
        new Figure(
            "Training",
            Names.duration(summary.trainSeconds()),
            String.format(Locale.ROOT, "%,.0f examples a second", summary.examplesPerSecond())));
    return List.of(new Figures(figures));
  }

  // that are forecast together; 0 where none is forecast
  private static int series(RunSummary summary) {
    return summary.forecast().map(f -> f.series().size()).orElse(0);
  }

  private static String lossName(RunSummary summary) {
    return summary.provenance().plan().loss().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static long right(Score.Classification score) {
    return IntStream.range(0, score.labels().size()).mapToLong(i -> score.count(i, i)).sum();
  }
}
