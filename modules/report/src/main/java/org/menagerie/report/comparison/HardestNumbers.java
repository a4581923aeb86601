package org.menagerie.report.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.menagerie.core.Score;
import org.menagerie.report.Predictions.OfValues;
import org.menagerie.report.RunSummary;
import org.menagerie.report.ScoreTable;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Gallery;
import org.menagerie.report.page.Gallery.Tile;
import org.menagerie.report.page.Table;
import org.menagerie.report.page.Table.Cell;
import org.menagerie.report.page.Tone;
import org.menagerie.report.run.Names;

/** Errors of predicted numbers, and the examples with the largest ones. */
final class HardestNumbers {
  private static final int MOST = 12;

  private HardestNumbers() {}

  static List<Block> blocks(Contest contest, Optional<ExampleSource> examples) {
    if (contest.measure() != Measure.MAE || contest.anyRun().isEmpty()) {
      return List.of();
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(errors(contest));
    examples.ifPresent(source -> blocks.add(hardest(contest, source)));
    return blocks;
  }

  private static Table errors(Contest contest) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Standing standing : contest.standings()) {
      if (!standing.contender().scores().isEmpty()) {
        rows.add(
            List.of(
                Cell.of(Plain.shown(standing.contender().name())),
                mean(standing, 0),
                mean(standing, 1),
                mean(standing, 2),
                mean(standing, 3)));
      }
    }
    RunSummary any = contest.anyRun().orElseThrow().results().summary();
    return Table.sortable(
        "Errors, means over the seeds; MASE " + ScoreTable.mase(any.forecast()),
        List.of("", "MAE", "RMSE", "MASE", "R²"),
        rows);
  }

  private static Cell mean(Standing standing, int figure) {
    double mean =
        standing.contender().scores().values().stream()
            .map(Score.Regression.class::cast)
            .mapToDouble(r -> new double[] {r.mae(), r.rmse(), r.mase(), r.r2()}[figure])
            .average()
            .orElse(Double.NaN);
    return Cell.of(Double.isNaN(mean) ? Table.NONE : Names.brief(mean));
  }

  /** By the errors of the best architecture with its first seed. */
  private static Gallery hardest(Contest contest, ExampleSource examples) {
    Attempt.Finished run = contest.anyRun().orElseThrow();
    OfValues values = (OfValues) run.results().predictions();
    double[] losses = values.losses();
    List<Tile> tiles =
        IntStream.range(0, losses.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -losses[i]))
            .limit(MOST)
            .map(
                i ->
                    new Tile(
                        examples.view(contest.data(), run.seed(), i),
                        Plain.shown(values.keyName() + " " + values.keys().get(i)),
                        Names.brief(values.truth()[i][0])
                            + " → "
                            + Names.brief(values.predicted()[i][0]),
                        Tone.PLAIN))
            .toList();
    return new Gallery(
        String.format(
            Locale.ROOT,
            "The largest errors of %s with seed %d first: true value and prediction%s.",
            Plain.shown(contest.networks().get(0).contender().name()),
            run.seed(),
            values.names().size() > 1 ? " of the first of the predicted values" : ""),
        tiles);
  }
}
