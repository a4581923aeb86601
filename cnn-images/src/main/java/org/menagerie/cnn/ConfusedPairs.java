package org.menagerie.cnn;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.menagerie.report.Predictions;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Gallery;
import org.menagerie.report.run.RunContext;
import org.menagerie.report.run.RunSection;

/** The classes that were taken for each other most often, with their pictures. */
public final class ConfusedPairs implements RunSection {
  private static final int MOST_PAIRS = 4;
  private static final int MOST_PICTURES = 7; // a row on a wide page

  @Override
  public String title() {
    return "Most confused pairs";
  }

  @Override
  public boolean accepts(RunContext run) {
    return PictureRun.accepts(run);
  }

  @Override
  public List<Block> blocks(RunContext run) {
    Predictions.OfClasses said = PictureRun.predictions(run);
    int classes = said.labels().size();
    Map<Integer, List<Integer>> wrong =
        IntStream.range(0, said.truth().length)
            .boxed()
            .filter(i -> said.truth()[i] != said.predicted()[i])
            .collect(
                Collectors.groupingBy(
                    i -> said.truth()[i] * classes + said.predicted()[i],
                    TreeMap::new,
                    Collectors.toList()));
    return wrong.values().stream()
        .sorted(Comparator.comparingInt((List<Integer> rows) -> -rows.size()))
        .limit(MOST_PAIRS)
        .map(rows -> (Block) gallery(run, said, rows))
        .toList();
  }

  private static Gallery gallery(RunContext run, Predictions.OfClasses said, List<Integer> rows) {
    int truth = said.truth()[rows.get(0)];
    long all = IntStream.of(said.truth()).filter(label -> label == truth).count();
    String caption =
        String.format(
            Locale.ROOT,
            "%s taken for %s: %,d of %,d",
            said.labels().get(truth),
            said.labels().get(said.predicted()[rows.get(0)]),
            rows.size(),
            all);
    return new Gallery(
        caption, rows.stream().limit(MOST_PICTURES).map(row -> PictureRun.tile(run, row)).toList());
  }
}
