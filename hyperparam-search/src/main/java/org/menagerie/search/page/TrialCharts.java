package org.menagerie.search.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.menagerie.core.HyperParameter.Choice;
import org.menagerie.report.page.Axis;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Chart;
import org.menagerie.report.page.LineChart;
import org.menagerie.report.page.ScatterChart;
import org.menagerie.report.page.Series;
import org.menagerie.search.export.StudyResult;
import org.menagerie.search.space.Parameter;
import org.menagerie.search.study.Trial;
import org.menagerie.search.study.Trial.State;

/** Charts of what was tried. */
final class TrialCharts {
  private static final int HIGHLIGHTED = 5;

  private final StudyResult result;
  private final List<Trial> complete;
  private final List<Trial> pruned;

  TrialCharts(StudyResult result) {
    this.result = result;
    this.complete = result.trials().stream().filter(Trial::complete).toList();
    this.pruned = result.trials().stream().filter(trial -> trial.state() == State.PRUNED).toList();
  }

  /** Seconds from a trial's beginning to its end; 0 where it runs. */
  static double seconds(Trial trial) {
    OptionalLong ended = trial.ended();
    return ended.isPresent() ? (ended.getAsLong() - trial.started()) / 1e3 : 0;
  }

  /** Each trial's score, and the best so far. */
  Chart history() {
    List<Double> numbers = new ArrayList<>();
    List<Double> best = new ArrayList<>();
    for (Trial trial : complete) {
      double before = best.isEmpty() ? trial.score() : best.get(best.size() - 1);
      double after =
          result.minimize() ? Math.min(before, trial.score()) : Math.max(before, trial.score());
      numbers.addAll(List.of((double) trial.number(), (double) trial.number()));
      best.addAll(List.of(before, after)); // a step
    }
    List<Series> points = new ArrayList<>(List.of(scores("complete", complete)));
    if (!pruned.isEmpty()) {
      points.add(scores("pruned", pruned));
    }
    return new ScatterChart(
        "History",
        "the line is the best so far",
        Axis.of("trial"),
        Axis.of("validation " + result.metric()),
        points,
        List.of(Series.line("", numbers, best)));
  }

  private static Series scores(String name, List<Trial> trials) {
    return new Series(
        name,
        trials.stream().map(trial -> (double) trial.number()).toList(),
        trials.stream().map(Trial::score).toList(),
        true);
  }

  /** Score over each parameter's values. */
  List<Block> slices() {
    List<Block> charts = new ArrayList<>();
    for (int i = 0; i < result.space().parameters().size(); i++) {
      charts.add(slice(i));
    }
    return charts;
  }

  ScatterChart slice(int index) {
    Parameter parameter = result.space().parameters().get(index);
    List<Series> points = new ArrayList<>(List.of(points("complete", complete, index)));
    if (!pruned.isEmpty()) {
      points.add(points("pruned", pruned, index));
    }
    return new ScatterChart(
        parameter.key(),
        "",
        axis(parameter),
        Axis.of("validation " + result.metric()),
        points,
        List.of());
  }

  private Series points(String name, List<Trial> trials, int index) {
    Parameter parameter = result.space().parameters().get(index);
    List<Trial> counting = trials.stream().filter(trial -> counts(trial, parameter)).toList();
    int first = parameter.categorical() ? 1 : 0; // the place of an axis' first name
    return new Series(
        name,
        counting.stream().map(t -> first + parameter.number(t.point()[index])).toList(),
        counting.stream().map(Trial::score).toList(),
        true);
  }

  private static Axis axis(Parameter parameter) {
    if (parameter.range() instanceof Choice choice) {
      return Axis.choices(parameter.key(), choice.values());
    }
    return parameter.logarithmic() ? Axis.log(parameter.key()) : Axis.of(parameter.key());
  }

  private boolean counts(Trial trial, Parameter parameter) {
    return result.space().getValue(trial.point()).containsKey(parameter.key());
  }

  /** A line for each trial through all its values; the best ones by name. */
  LineChart parallelCoordinates() {
    List<Parameter> parameters = result.space().parameters();
    List<Trial> best =
        complete.stream()
            .sorted(
                Comparator.comparingDouble(
                    (Trial trial) -> result.minimize() ? trial.score() : -trial.score()))
            .limit(HIGHLIGHTED)
            .toList();
    List<Series> lines = new ArrayList<>();
    complete.forEach(
        trial -> lines.add(path(trial, best.contains(trial) ? "trial " + trial.number() : "")));
    return new LineChart(
        "Parallel coordinates",
        "each parameter from the lower end of its range (0) to the upper (1)",
        Axis.steps("parameter", parameters.stream().map(Parameter::key).toList()),
        Axis.share("place in its range"),
        lines,
        List.of(),
        List.of());
  }

  Series path(Trial trial, String name) {
    double[] canonical = result.space().canonical(trial.point());
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int i = 0; i < canonical.length; i++) {
      if (!Double.isNaN(canonical[i])) { // what does not count is passed over
        x.add(i + 1.0);
        y.add(canonical[i]);
      }
    }
    return Series.line(name, x, y);
  }

  /** Who worked when: each trial from beginning to end, a colour for each process. */
  LineChart timeline() {
    long start = result.trials().stream().mapToLong(Trial::started).min().orElse(0);
    Map<String, List<Trial>> processes =
        result.trials().stream()
            .sorted(Comparator.comparingLong(Trial::started))
            .collect(
                Collectors.groupingBy(
                    TrialCharts::process, LinkedHashMap::new, Collectors.toList()));
    List<Series> bars = new ArrayList<>();
    int lanes = 0;
    for (Map.Entry<String, List<Trial>> process : processes.entrySet()) {
      List<Double> free = new ArrayList<>();
      List<Double> x = new ArrayList<>();
      List<Double> y = new ArrayList<>();
      for (Trial trial : process.getValue()) {
        double from = (trial.started() - start) / 1e3;
        double to = from + seconds(trial);
        int lane = lane(free, from);
        free.set(lane, to);
        double height = 1.0 + lanes + lane;
        x.addAll(List.of(from, to, Double.NaN)); // a gap before the next
        y.addAll(List.of(height, height, Double.NaN));
      }
      lanes += free.size();
      int trials = process.getValue().size();
      String name = process.getKey() + ": " + trials + (trials == 1 ? " trial" : " trials");
      bars.add(new Series(name, x, y, true));
    }
    return new LineChart(
        "Timeline",
        "each trial from beginning to end; those that ran at the same time stand above each other",
        Axis.of("seconds"),
        Axis.of("worker"),
        bars,
        List.of(),
        List.of());
  }

  private static int lane(List<Double> free, double from) {
    for (int i = 0; i < free.size(); i++) {
      if (free.get(i) <= from) {
        return i;
      }
    }
    free.add(0.0);
    return free.size() - 1;
  }

  private static String process(Trial trial) {
    return trial.worker().substring(0, Math.max(0, trial.worker().indexOf('@')));
  }
}
