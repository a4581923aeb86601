package org.menagerie.report.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.menagerie.report.cost.Costs;
import org.menagerie.report.page.Axis;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Columns;
import org.menagerie.report.page.Paragraph;
import org.menagerie.report.page.ScatterChart;
import org.menagerie.report.page.Series;
import org.menagerie.report.statistics.Pareto;

/** Quality against each cost, with the architectures that nothing beats in both. */
final class CostCharts {
  private final Contest contest;
  private final List<Standing> networks;

  private CostCharts(Contest contest) {
    this.contest = contest;
    this.networks = contest.networks();
  }

  static List<Block> blocks(Contest contest) {
    return contest.networks().isEmpty() ? List.of() : new CostCharts(contest).blocks();
  }

  private List<Block> blocks() {
    List<Block> charts = new ArrayList<>();
    add(charts, "parameters", Standing::parameters);
    add(charts, "multiply-adds for an example", s -> s.cost(Costs::multiplyAdds));
    add(charts, "training time, s", Standing::trainSeconds);
    add(charts, "one prediction, median µs", s -> s.cost(c -> c.one().median()));
    add(charts, "one of a batch, median µs", s -> s.cost(c -> c.batch().microsPerExample()));
    add(charts, "peak memory, MB", s -> ComparisonJson.peak(s) / 1e6);
    add(charts, "model file, MB", s -> s.cost(Costs::modelBytes) / 1e6);
    return List.of(
        new Leaderboard(contest).training(),
        new Leaderboard(contest).prediction(),
        new Paragraph(
            "Multiply-adds count products with weights and within attention, forward, for one"
                + " example. Times and memory are those of a process of its own with one thread,"
                + " while others may have been running; a batch is of 64 examples. The thin line"
                + " joins the architectures that none other beats in both figures."),
        new Columns(charts));
  }

  private void add(List<Block> charts, String name, ToDoubleFunction<Standing> cost) {
    double[] x = networks.stream().mapToDouble(cost).toArray();
    double[] y = networks.stream().mapToDouble(Standing::mean).toArray();
    double[] losses =
        networks.stream().mapToDouble(s -> contest.measure().cost(s.mean())).toArray();
    List<Integer> front = Pareto.front(x, losses);
    if (front.isEmpty()) {
      return;
    }
    List<Series> points = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      String title = Plain.shown(networks.get(i).contender().name());
      points.add(new Series(title, List.of(x[i]), List.of(y[i]), true));
    }
    Series line =
        Series.line(
            "", front.stream().map(i -> x[i]).toList(), front.stream().map(i -> y[i]).toList());
    charts.add(
        new ScatterChart(
            contest.measure().title() + " against " + name.replaceFirst(",.*", ""),
            "",
            spread(x) ? Axis.log(name) : Axis.of(name),
            Axis.of(contest.measure().title().toLowerCase(Locale.ROOT)),
            points,
            List.of(line)));
  }

  /** Whether a factor of ten lies between some of the figures. */
  private static boolean spread(double... x) {
    double low = Arrays.stream(x).filter(Double::isFinite).min().orElse(1);
    double high = Arrays.stream(x).filter(Double::isFinite).max().orElse(1);
    return low > 0 && high >= 10 * low;
  }
}
