package org.menagerie.cnn;

import java.util.Locale;
import org.menagerie.core.InputShape;
import org.menagerie.report.Predictions;
import org.menagerie.report.page.Gallery.Tile;
import org.menagerie.report.page.Tone;
import org.menagerie.report.run.RunContext;

/** What the sections of this family ask of a run: its pictures and their classes. */
final class PictureRun {
  private PictureRun() {}

  /** Whether one of this family's architectures told pictures' classes. */
  static boolean accepts(RunContext run) {
    return new CnnFamily()
            .architectures().stream().anyMatch(a -> a.name().equals(run.architecture()))
        && run.splits().test().input() instanceof InputShape.Image
        && run.results().predictions() instanceof Predictions.OfClasses;
  }

  static Predictions.OfClasses predictions(RunContext run) {
    return (Predictions.OfClasses) run.results().predictions();
  }

  /** A test example with its class, and what the network said where that was another. */
  static Tile tile(RunContext run, int row) {
    Predictions.OfClasses said = predictions(run);
    String truth = said.labels().get(said.truth()[row]);
    boolean right = said.truth()[row] == said.predicted()[row];
    return new Tile(
        run.view(row),
        right ? truth : truth + " → " + said.labels().get(said.predicted()[row]),
        String.format(Locale.ROOT, "%.0f%%, %s", 100 * said.confidence()[row], run.name(row)),
        right ? Tone.GOOD : Tone.BAD);
  }
}
