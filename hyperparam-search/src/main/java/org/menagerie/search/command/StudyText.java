package org.menagerie.search.command;

import java.util.Locale;
import java.util.Map;
import org.menagerie.core.Score;
import org.menagerie.search.export.StudyResult;
import org.menagerie.search.study.Trial;
import org.menagerie.search.study.Trial.State;

/** A study's end for people. */
final class StudyText {
  private StudyText() {}

  static String of(StudyResult result) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%n%d trials complete, %d pruned, %d failed%n",
            result.count(State.COMPLETE),
            result.count(State.PRUNED),
            result.count(State.FAILED)));
    result.bestTrial().ifPresent(best -> text.append(best(result, best)));
    result
        .best()
        .ifPresent(
            run ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "%nTrained again on training and validation part, scored once on the test"
                            + " part: %s%nRun: %s%n",
                        score(run.test()),
                        run.run())));
    return text.append("Page: ").append(result.report()).toString();
  }

  private static String best(StudyResult result, Trial best) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%nbest: trial %d, validation %s %.4f%n",
            best.number(),
            result.metric(),
            best.score()));
    for (Map.Entry<String, String> value : result.space().getValue(best.point()).entrySet()) {
      text.append(String.format("  %-16s %s%n", value.getKey(), value.getValue()));
    }
    return text.toString();
  }

  private static String score(Score score) {
    return score instanceof Score.Classification classes
        ? String.format(
            Locale.ROOT, "accuracy %.4f, macro F1 %.4f", classes.accuracy(), classes.macroF1())
        : String.format(Locale.ROOT, "mean absolute error %.4g", ((Score.Regression) score).mae());
  }
}
