package org.menagerie.report.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.menagerie.core.Score;
import org.menagerie.report.Predictions;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Columns;
import org.menagerie.report.page.HeatMap;
import org.menagerie.report.page.Note;
import org.menagerie.report.page.Table;
import org.menagerie.report.page.Table.Cell;
import org.menagerie.report.page.Tone;
import org.menagerie.report.statistics.Ranking;

/** Which classes are taken for which, and how each one fares. */
public final class Confusion {
  /** Most classes that a matrix is drawn of. */
  public static final int LARGEST_MATRIX = 20;

  private static final int MOST_PAIRS = 12;

  private Confusion() {}

  static List<Block> blocks(RunResults results) {
    if (!(results.summary().test() instanceof Score.Classification score)) {
      return List.of();
    }
    Block pairs = pairs(score);
    return List.of(
        score.labels().size() <= LARGEST_MATRIX
            ? new Columns(List.of(matrix("Confusion matrix of the test part", score), pairs))
            : pairs,
        classes(score, (Predictions.OfClasses) results.predictions()));
  }

  /** Counts as text, shares of the true class as colours. */
  public static HeatMap matrix(String title, Score.Classification score) {
    int size = score.labels().size();
    List<List<HeatMap.Cell>> cells = new ArrayList<>();
    for (int truth = 0; truth < size; truth++) {
      List<HeatMap.Cell> row = new ArrayList<>();
      for (int predicted = 0; predicted < size; predicted++) {
        long count = score.count(truth, predicted);
        double share = (double) count / Math.max(1, score.support(truth));
        row.add(new HeatMap.Cell(share, count == 0 ? "" : Long.toString(count)));
      }
      cells.add(row);
    }
    return new HeatMap(
        title,
        "Numbers count answers; colours are shares of the true class. Right answers are on the"
            + " diagonal.",
        "share of the true class",
        "predicted class",
        "true class",
        score.labels(),
        score.labels(),
        cells);
  }

  private record Pair(int truth, int predicted, long count) {}

  private static Block pairs(Score.Classification score) {
    List<Pair> pairs = new ArrayList<>();
    for (int truth = 0; truth < score.labels().size(); truth++) {
      for (int predicted = 0; predicted < score.labels().size(); predicted++) {
        if (truth != predicted && score.count(truth, predicted) > 0) {
          pairs.add(new Pair(truth, predicted, score.count(truth, predicted)));
        }
      }
    }
    if (pairs.isEmpty()) {
      return new Note(Tone.GOOD, "Every test answer is right.");
    }
    pairs.sort(Comparator.comparingLong((Pair pair) -> -pair.count()));
    return Table.sortable(
        "Most confused pairs",
        List.of("true class", "predicted", "answers", "share of class"),
        pairs.stream().limit(MOST_PAIRS).map(pair -> row(score, pair)).toList());
  }

  private static List<Cell> row(Score.Classification score, Pair pair) {
    double share = (double) pair.count() / score.support(pair.truth());
    return List.of(
        Cell.of(score.labels().get(pair.truth())),
        Cell.of(score.labels().get(pair.predicted())),
        Cell.of(Long.toString(pair.count())),
        Cell.of(String.format(Locale.ROOT, "%.1f%%", 100 * share)));
  }

  private static Table classes(Score.Classification score, Predictions.OfClasses predictions) {
    boolean ranked = predictions.probabilities().length > 0;
    List<String> header =
        new ArrayList<>(List.of("class", "precision", "recall", "F1", "test examples"));
    if (ranked) {
      header.addAll(List.of("ROC AUC", "average precision"));
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (int c = 0; c < score.labels().size(); c++) {
      List<Cell> row =
          new ArrayList<>(
              List.of(
                  Cell.of(score.labels().get(c)),
                  Cell.of(Names.share(score.precision(c))),
                  Cell.of(Names.share(score.recall(c))),
                  Cell.of(Names.share(score.f1(c))),
                  Cell.of(Long.toString(score.support(c)))));
      if (ranked) {
        Ranking ranking = Confidence.ranking(predictions, c);
        row.add(Cell.of(Names.share(ranking.rocAuc())));
        row.add(Cell.of(Names.share(ranking.averagePrecision())));
      }
      rows.add(row);
    }
    return Table.sortable("Each class on the test part", header, rows);
  }
}
