package org.menagerie.report.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.menagerie.report.Predictions;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Gallery;
import org.menagerie.report.page.Gallery.Tile;
import org.menagerie.report.page.Tone;

/** The test examples that the network got most wrong. */
final class HardestExamples {
  private static final int MOST = 21; // three rows on a wide page
  private static final int MOST_TO_READ = 9;
  private static final int MOST_VALUES = 4;

  private HardestExamples() {}

  static List<Block> blocks(RunContext run) {
    Predictions predictions = run.results().predictions();
    double[] losses = predictions.losses();
    List<Integer> hardest =
        IntStream.range(0, losses.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -losses[i]))
            .limit(MOST)
            .toList();
    List<Tile> tiles = new ArrayList<>();
    for (int example : hardest) {
      Tile tile = tile(run, predictions, example, losses[example]);
      if (!tile.wide() || tiles.size() < MOST_TO_READ) {
        tiles.add(tile);
      }
    }
    return tiles.isEmpty() ? List.of() : List.of(new Gallery(caption(predictions), tiles));
  }

  private static String caption(Predictions predictions) {
    if (predictions instanceof Predictions.OfValues values) {
      int size = values.names().size();
      return "The largest error first: true value and what the network said"
          + (size > 1
              ? ", of "
                  + String.join(
                      ", ",
                      values.names().stream().limit(MOST_VALUES).map(Names::isolated).toList())
                  + (size > MOST_VALUES ? " alone." : ".")
              : ".");
    }
    return "The highest loss first: true class, what the network said, how sure it was of both.";
  }

  private static Tile tile(RunContext run, Predictions predictions, int example, double loss) {
    if (predictions instanceof Predictions.OfValues values) {
      return new Tile(run.view(example), run.name(example), numbers(values, example), Tone.PLAIN);
    }
    Predictions.OfClasses classes = (Predictions.OfClasses) predictions;
    if (classes.probabilities().length == 0) {
      return new Tile(run.view(example), run.name(example), steps(classes, example), Tone.PLAIN);
    }
    boolean right = classes.truth()[example] == classes.predicted()[example];
    String truth = Names.isolated(classes.labels().get(classes.truth()[example]));
    String said = Names.isolated(classes.labels().get(classes.predicted()[example]));
    String title = right ? truth : truth + " → " + said;
    String detail =
        right
            ? percent(classes.truthProbability()[example])
            : percent(classes.truthProbability()[example])
                + " → "
                + percent(classes.confidence()[example]);
    return new Tile(
        run.view(example),
        title,
        detail + ", " + run.name(example) + ", loss " + Names.brief(loss),
        right ? Tone.GOOD : Tone.BAD);
  }

  private static String numbers(Predictions.OfValues values, int example) {
    List<String> lines = new ArrayList<>();
    for (int v = 0; v < Math.min(MOST_VALUES, values.names().size()); v++) {
      lines.add(
          (Double.isNaN(values.truth()[example][v]) ? "?" : Names.brief(values.truth()[example][v]))
              + " → "
              + Names.brief(values.predicted()[example][v]));
    }
    return String.join("; ", lines);
  }

  private static String steps(Predictions.OfClasses classes, int example) {
    boolean[] right = classes.right();
    long steps = 0;
    long hits = 0;
    for (int i = 0; i < right.length; i++) {
      steps += classes.examples()[i] == example ? 1 : 0;
      hits += classes.examples()[i] == example && right[i] ? 1 : 0;
    }
    return String.format(Locale.ROOT, "%,d of %,d steps right", hits, steps);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, share < 0.01 ? "%.1f%%" : "%.0f%%", 100 * share);
  }
}
