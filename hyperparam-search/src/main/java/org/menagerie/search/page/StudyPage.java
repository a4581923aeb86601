package org.menagerie.search.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.menagerie.core.Score;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Figures;
import org.menagerie.report.page.Figures.Figure;
import org.menagerie.report.page.Page;
import org.menagerie.report.page.Page.Section;
import org.menagerie.report.page.Paragraph;
import org.menagerie.report.page.Table;
import org.menagerie.report.page.Table.Cell;
import org.menagerie.search.export.StudyResult;
import org.menagerie.search.sampler.Observation;
import org.menagerie.search.sampler.Surrogate;
import org.menagerie.search.space.Parameter;
import org.menagerie.search.study.Trial;
import org.menagerie.search.study.Trial.State;

/** The page of a study: what was found, how, and which parameters mattered. */
public final class StudyPage {
  private static final String SEEDS =
      "Each trial has a seed of its own (trials.csv); the best run is trained anew with"
          + " the study's seed, so its score is not the trial's.";

  private StudyPage() {}

  /** Makes the page. */
  public static Page of(StudyResult result) {
    List<Observation> history =
        result.trials().stream().map(t -> t.observation(result.minimize())).toList();
    Optional<Surrogate> surrogate =
        Surrogate.possible(history)
            ? Optional.of(Surrogate.of(result.space(), history))
            : Optional.empty();
    TrialCharts charts = new TrialCharts(result);
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("Result", result(result)));
    sections.add(new Section("Trials in their order", List.of(charts.history())));
    surrogate.ifPresent(
        process -> {
          SurrogateCharts model = new SurrogateCharts(result, process);
          sections.add(
              new Section(
                  "What mattered",
                  List.of(new Paragraph(SurrogateCharts.METHOD), model.importances())));
          sections.add(new Section("Where it is good", model.contours()));
        });
    sections.add(new Section("Parameter by parameter", charts.slices()));
    sections.add(new Section("All parameters at once", List.of(charts.parallelCoordinates())));
    sections.add(new Section("Workers", List.of(charts.timeline())));
    sections.add(new Section("Every trial", List.of(table(result))));
    return new Page(
        "Study " + result.study(),
        String.format(
            "%s on %s, searched by %s for the %s validation %s.",
            result.architecture(),
            result.dataset(),
            result.strategy(),
            result.minimize() ? "least" : "greatest",
            result.metric()),
        sections);
  }

  private static List<Block> result(StudyResult result) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(figures(result));
    if (result.bestTrial().isPresent()) {
      blocks.add(best(result));
      blocks.add(new Paragraph(SEEDS));
    }
    blocks.add(
        new Table(
            "How it was searched",
            List.of("what", "value"),
            result.terms().entrySet().stream()
                .map(term -> List.of(Cell.of(term.getKey()), Cell.of(term.getValue())))
                .toList()));
    return blocks;
  }

  private static Block figures(StudyResult result) {
    List<Figure> figures = new ArrayList<>();
    result
        .bestTrial()
        .ifPresent(
            trial ->
                figures.add(
                    new Figure(
                        "best validation " + result.metric(),
                        number(trial.score()),
                        "trial " + trial.number())));
    result
        .best()
        .ifPresent(
            best ->
                figures.add(
                    new Figure(
                        test(best.test()),
                        number(testValue(best.test())),
                        "trained again on training and validation part, scored once")));
    figures.add(
        new Figure(
            "trials",
            Integer.toString(result.trials().size()),
            String.format(
                Locale.ROOT,
                "%d complete, %d pruned, %d failed",
                result.count(State.COMPLETE),
                result.count(State.PRUNED),
                result.count(State.FAILED))));
    return new Figures(figures);
  }

  private static String test(Score score) {
    return score instanceof Score.Classification ? "test accuracy" : "test mean absolute error";
  }

  private static double testValue(Score score) {
    return score instanceof Score.Classification classes
        ? classes.accuracy()
        : ((Score.Regression) score).mae();
  }

  private static Block best(StudyResult result) {
    List<List<Cell>> rows = new ArrayList<>();
    Map<String, String> values =
        result.bestTrial().map(t -> result.space().getValue(t.point())).orElse(Map.of());
    for (Parameter parameter : result.space().parameters()) {
      rows.add(
          List.of(
              Cell.of(parameter.key()),
              Cell.of(values.getOrDefault(parameter.key(), "–")),
              Cell.of(parameter.spec())));
    }
    return new Table("The best configuration", List.of("parameter", "value", "searched"), rows);
  }

  private static Block table(StudyResult result) {
    List<String> header =
        new ArrayList<>(List.of("trial", "state", result.metric(), "epoch", "seconds"));
    result.space().parameters().forEach(parameter -> header.add(parameter.key()));
    header.add("reason");
    List<List<Cell>> rows = new ArrayList<>();
    for (Trial trial : result.trials()) {
      Map<String, String> values = result.space().getValue(trial.point());
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(trial.number()));
      row.add(Cell.of(trial.state().name().toLowerCase(Locale.ROOT)));
      row.add(Double.isNaN(trial.score()) ? Cell.of("") : Cell.of(trial.score()));
      row.add(Cell.of(trial.epoch()));
      row.add(Cell.of(TrialCharts.seconds(trial)));
      result
          .space()
          .parameters()
          .forEach(parameter -> row.add(Cell.of(values.getOrDefault(parameter.key(), "–"))));
      row.add(Cell.of(trial.reason()));
      rows.add(row);
    }
    return Table.sortable("", header, rows);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
