package org.menagerie.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.menagerie.core.Score;
import org.menagerie.data.ForecastFigures;
import org.menagerie.report.page.Screen;

/** Scores as text: a classification report and a confusion matrix in scikit-learn's layout. */
public final class ScoreTable {
  private static final int WIDEST_MATRIX = 30; // classes

  private ScoreTable() {}

  /** The table of a score. */
  public static String of(Score score) {
    return of(score, mase(Optional.empty()));
  }

  /** The table of a run's test score: of a forecast beside the naive ones. */
  public static String of(RunSummary summary) {
    return summary.forecast().map(f -> of(summary.test(), f)).orElse(of(summary.test()));
  }

  /** The table of a forecast's score; errors of several series have no common unit. */
  public static String of(Score score, ForecastFigures figures) {
    return figures.series().size() > 1
        ? ForecastTable.of(figures)
        : of(score, mase(Optional.of(figures))) + "\n" + ForecastTable.of(figures);
  }

  /** What a MASE of 1 means; of a forecast it depends on whether there is a season. */
  public static String mase(Optional<ForecastFigures> forecast) {
    return forecast
        .map(
            figures ->
                "1: as far off as the "
                    + (figures.seasonal() ? "seasonal naive" : "naive")
                    + " forecast before the test part")
        .orElse("1: as far off as a naive guess");
  }

  private static String of(Score score, String mase) {
    if (score instanceof Score.Classification named) {
      Score.Classification c =
          new Score.Classification(
              named.loss(),
              named.labels().stream().map(Screen::harmless).toList(),
              named.confusion());
      return c.labels().size() > WIDEST_MATRIX ? report(c) : report(c) + "\n" + confusion(c);
    }
    Score.Regression r = (Score.Regression) score;
    return String.format(
        Locale.ROOT,
        "mean absolute error      %.6g%nroot mean squared error  %.6g%n"
            + "MASE                     %.4f (%s)%n"
            + "R²                       %.4f%n",
        r.mae(),
        r.rmse(),
        r.mase(),
        mase,
        r.r2());
  }

  private static String report(Score.Classification score) {
    int width = Math.max("weighted avg".length(), widest(score.labels()));
    StringBuilder table = new StringBuilder();
    line(table, width, "", "precision", "recall", "f1-score", "support");
    table.append('\n');
    for (int i = 0; i < score.labels().size(); i++) {
      numbers(
          table,
          width,
          score.labels().get(i),
          score.precision(i),
          score.recall(i),
          score.f1(i),
          score.support(i));
    }
    table.append('\n');
    line(table, width, "accuracy", "", "", two(score.accuracy()), Long.toString(score.total()));
    numbers(
        table,
        width,
        "macro avg",
        score.macroPrecision(),
        score.macroRecall(),
        score.macroF1(),
        score.total());
    numbers(
        table,
        width,
        "weighted avg",
        weighted(score, score::precision),
        weighted(score, score::recall),
        weighted(score, score::f1),
        score.total());
    return table.toString();
  }

  private static double weighted(Score.Classification score, IntToDoubleFunction measure) {
    return IntStream.range(0, score.labels().size())
        .mapToDouble(i -> measure.applyAsDouble(i) * score.support(i) / score.total())
        .sum();
  }

  private static String confusion(Score.Classification score) {
    int size = score.labels().size();
    int width = widest(score.labels());
    int cell =
        Math.max(
            3,
            score.confusion().stream()
                .flatMap(List::stream)
                .mapToInt(n -> Long.toString(n).length())
                .max()
                .orElse(0));
    StringBuilder table = new StringBuilder("confusion matrix (rows: true, columns: predicted)\n");
    for (int i = 0; i < size; i++) {
      table.append(pad(score.labels().get(i), width)).append("  [");
      for (int j = 0; j < size; j++) {
        table.append(pad(Long.toString(score.count(i, j)), cell)).append(j + 1 < size ? " " : "]");
      }
      table.append('\n');
    }
    return table.toString();
  }

  private static void numbers(
      StringBuilder table, int width, String label, double a, double b, double c, long support) {
    line(table, width, label, two(a), two(b), two(c), Long.toString(support));
  }

  private static void line(StringBuilder table, int width, String label, String... cells) {
    table.append(pad(label, width));
    for (String cell : cells) {
      table.append(pad(cell, 10));
    }
    table.append('\n');
  }

  private static String two(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String pad(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  private static int widest(List<String> labels) {
    return labels.stream().mapToInt(String::length).max().orElse(0);
  }
}
