package org.menagerie.search.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.menagerie.report.page.Axis;
import org.menagerie.report.page.BarChart;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Chart;
import org.menagerie.report.page.HeatMap;
import org.menagerie.report.page.Numbers;
import org.menagerie.search.export.StudyResult;
import org.menagerie.search.sampler.Surrogate;
import org.menagerie.search.space.Parameter;
import org.menagerie.search.study.Trial;

/** Charts of what a Gaussian process makes of the trials. */
final class SurrogateCharts {
  static final String METHOD =
      "Importances are first-order Sobol' indices of a Gaussian process fitted to all trials: the"
          + " share of the expected score's variation over the whole space that a parameter causes"
          + " by itself. What parameters do together is missing from the bars.";
  private static final int MAPPED = 3;
  private static final int STEPS = 8;

  private final StudyResult result;
  private final Surrogate surrogate;
  private final double[] importances;

  SurrogateCharts(StudyResult result, Surrogate surrogate) {
    this.result = result;
    this.surrogate = surrogate;
    this.importances = surrogate.importances();
  }

  private int[] byImportance() {
    return IntStream.range(0, importances.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -importances[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  Chart importances() {
    int[] order = byImportance();
    List<Parameter> parameters = result.space().parameters();
    return new BarChart(
        "Importance",
        Axis.share("share of variation"),
        Arrays.stream(order).mapToObj(i -> parameters.get(i).key()).toList(),
        List.of(
            new BarChart.Group(
                "share", Arrays.stream(order).mapToObj(i -> importances[i]).toList())));
  }

  /** The expected score over pairs of the parameters that matter most, and count in the best. */
  List<Block> contours() {
    Set<String> counting =
        result
            .bestTrial()
            .map(best -> result.space().getValue(best.point()).keySet())
            .orElseThrow();
    int[] order =
        Arrays.stream(byImportance())
            .filter(i -> counting.contains(result.space().parameters().get(i).key()))
            .toArray();
    List<Block> maps = new ArrayList<>();
    for (int i = 0; i < Math.min(MAPPED, order.length); i++) {
      for (int j = i + 1; j < Math.min(MAPPED, order.length); j++) {
        maps.add(contour(order[i], order[j]));
      }
    }
    return maps;
  }

  private Chart contour(int across, int down) {
    Parameter x = result.space().parameters().get(across);
    Parameter y = result.space().parameters().get(down);
    double[] columns = places(x);
    double[] rows = places(y);
    double[] best = result.bestTrial().map(Trial::point).orElseThrow();
    double[][] losses = new double[rows.length][columns.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        double[] point = best.clone();
        point[across] = columns[j];
        point[down] = rows[i];
        losses[i][j] = surrogate.mean(point);
      }
    }
    return new HeatMap(
        x.key() + " and " + y.key(),
        "the expected "
            + result.metric()
            + ", all other parameters as in the best trial; the darker, the better",
        "of the way to the best",
        x.key(),
        y.key(),
        names(x, columns),
        names(y, rows),
        cells(losses));
  }

  /**
   * Shades from the worst to the best of the map: mostly all are far from 0 and near each other.
   */
  private List<List<HeatMap.Cell>> cells(double[][] losses) {
    DoubleSummaryStatistics all =
        Arrays.stream(losses).flatMapToDouble(Arrays::stream).summaryStatistics();
    double way = Math.max(1e-12, all.getMax() - all.getMin());
    return Arrays.stream(losses)
        .map(row -> Arrays.stream(row).mapToObj(loss -> cell(loss, all.getMax(), way)).toList())
        .toList();
  }

  private HeatMap.Cell cell(double loss, double worst, double way) {
    return new HeatMap.Cell((worst - loss) / way, rounded(result.minimize() ? loss : -loss));
  }

  private static double[] places(Parameter parameter) {
    int values = parameter.values();
    int steps = values > 0 && values <= STEPS ? values : STEPS;
    return IntStream.range(0, steps).mapToDouble(i -> (i + 0.5) / steps).toArray();
  }

  private static List<String> names(Parameter parameter, double[] places) {
    return Arrays.stream(places)
        .mapToObj(
            place ->
                parameter.values() > 0 ? parameter.text(place) : rounded(parameter.number(place)))
        .toList();
  }

  private static String rounded(double value) {
    return Numbers.text(Double.parseDouble(String.format(Locale.ROOT, "%.3g", value)));
  }
}
