package org.menagerie.report.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalDouble;
import org.menagerie.core.Score;
import org.menagerie.report.cost.Costs;

/**
 * A comparison as one JSON object: what {@code compare --json} prints and comparison.json holds.
 */
public final class ComparisonJson {
  /** The file in the comparison's folder. */
  public static final String FILE = "comparison.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Comparison comparison;

  private ComparisonJson(Comparison comparison) {
    this.comparison = comparison;
  }

  /** The object on one line. */
  public static String line(Comparison comparison, String report) {
    try {
      return JSON.writeValueAsString(new ComparisonJson(comparison).object(report));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values", e);
    }
  }

  /** The object for people to read. */
  public static String pretty(Comparison comparison, String report) {
    return new ComparisonJson(comparison).object(report).toPrettyString() + "\n";
  }

  private ObjectNode object(String report) {
    List<Contest> contests = comparison.contests();
    ObjectNode node = JSON.createObjectNode();
    List<String> names = contests.stream().map(contest -> contest.data().name()).toList();
    node.put("dataset", String.join(", ", names));
    node.put("seeds", comparison.config().seeds());
    node.put("folder", comparison.folder().path().toString());
    node.put("report", report);
    if (contests.size() == 1) {
      fill(node, contests.get(0));
      return node;
    }
    comparison.ranks().ifPresent(ranks -> ranks(node, ranks));
    ArrayNode all = node.putArray("datasets");
    for (Contest contest : contests) {
      fill(all.addObject().put("dataset", contest.data().name()), contest);
    }
    return node;
  }

  /** Over several data sets, architectures are ranked by their mean rank. */
  private void ranks(ObjectNode node, Comparison.Ranks ranks) {
    ArrayNode board = node.putArray("leaderboard");
    boolean accuracies =
        comparison.contests().stream().allMatch(c -> c.measure() == Measure.ACCURACY);
    List<String> order = ranks.bestFirst();
    for (int i = 0; i < order.size(); i++) {
      String name = order.get(i);
      ObjectNode row = board.addObject().put("rank", i + 1).put("architecture", name);
      row.put("meanRank", ranks.test().meanRanks().get(ranks.architectures().indexOf(name)));
      if (accuracies) { // errors in different units have no mean
        OptionalDouble accuracy =
            comparison.contests().stream()
                .flatMap(contest -> contest.networks().stream())
                .filter(standing -> standing.contender().name().equals(name))
                .mapToDouble(Standing::mean)
                .average();
        put(row, "accuracyMean", accuracy.orElse(Double.NaN));
      }
    }
    node.putObject("friedman")
        .put("statistic", ranks.test().friedman())
        .put("p", ranks.test().p())
        .put("criticalDifference", ranks.test().criticalDifference());
  }

  private static void fill(ObjectNode node, Contest contest) {
    node.put("measure", contest.measure().key());
    ArrayNode board = node.putArray("leaderboard");
    contest.standings().forEach(standing -> row(board.addObject(), standing, contest));
    ArrayNode pairs = node.putArray("pairs");
    contest.pairs().forEach(pair -> pair(pairs.addObject(), pair));
    ArrayNode runs = node.putArray("runs");
    contest.standings().stream()
        .filter(standing -> !standing.contender().baseline())
        .forEach(
            standing ->
                standing
                    .contender()
                    .attempts()
                    .forEach(a -> run(runs.addObject(), standing.contender().name(), a)));
  }

  private static void row(ObjectNode row, Standing standing, Contest contest) {
    Measure measure = contest.measure();
    Contender contender = standing.contender();
    whole(row, "rank", standing.ranked() ? standing.rank() : Double.NaN);
    row.put("architecture", contender.name());
    row.put("baseline", contender.baseline());
    put(row, measure.key() + "Mean", standing.mean());
    put(row, measure.key() + "Std", standing.std());
    ArrayNode ci = row.putArray("ci95");
    add(ci, standing.interval().low());
    add(ci, standing.interval().high());
    put(row, measure.secondKey() + "Mean", standing.second());
    if (measure == Measure.MAE) {
      put(row, "maseMean", mase(contender));
    }
    whole(row, "parameters", standing.ranked() ? standing.parameters() : Double.NaN);
    put(row, "trainSecondsMean", standing.ranked() ? standing.trainSeconds() : Double.NaN);
    put(row, "predictMicrosPerExample", standing.cost(c -> c.batch().microsPerExample()));
    put(row, "examplesPerSecondMean", standing.examplesPerSecond());
    whole(row, "multiplyAdds", standing.cost(Costs::multiplyAdds));
    put(row, "predictOneMicrosMedian", standing.cost(c -> c.one().median()));
    put(row, "predictOneMicrosP99", standing.cost(c -> c.one().p99()));
    put(row, "predictBatchMicrosMedian", standing.cost(c -> c.batch().median()));
    put(row, "predictBatchMicrosP99", standing.cost(c -> c.batch().p99()));
    whole(row, "modelBytes", standing.cost(Costs::modelBytes));
    whole(row, "peakMemoryBytes", peak(standing));
    row.put("completed", contender.scores().size());
    if (!contender.failures().isEmpty()) {
      row.put("reason", String.join("; ", contender.failures()));
    }
  }

  private static double mase(Contender contender) {
    return contender.scores().values().stream()
        .mapToDouble(score -> ((Score.Regression) score).mase())
        .average()
        .orElse(Double.NaN);
  }

  /** NaN where the system does not tell it. */
  static double peak(Standing standing) {
    double bytes = standing.cost(Costs::peakBytes);
    return bytes > 0 || standing.contender().baseline() ? bytes : Double.NaN;
  }

  private static void pair(ObjectNode node, Contest.Pair pair) {
    node.put("better", pair.one().name());
    node.put("worse", pair.other().name());
    put(node, "difference", pair.test().difference());
    put(node, "t", pair.test().t());
    put(node, "p", pair.test().p());
    put(node, "pHolm", pair.adjusted());
    node.put("significant", pair.significant());
  }

  private static void run(ObjectNode node, String architecture, Attempt attempt) {
    node.put("architecture", architecture);
    node.put("seed", attempt.seed());
    if (attempt instanceof Attempt.Finished finished) {
      node.put("run", finished.results().folder().path().toString());
      Measure measure = Measure.of(finished.score());
      put(node, measure.key(), measure.value(finished.score()));
      put(node, measure.secondKey(), measure.second(finished.score()));
      put(node, "trainSeconds", finished.results().summary().trainSeconds());
      node.put("epochs", finished.results().summary().epochs());
    } else if (attempt instanceof Attempt.Failed failed) {
      node.put("failed", failed.reason());
    }
  }

  private static void put(ObjectNode node, String key, double value) {
    if (Double.isFinite(value)) {
      node.put(key, value);
    } else {
      node.putNull(key);
    }
  }

  /** A count or a size. */
  private static void whole(ObjectNode node, String key, double value) {
    if (Double.isFinite(value)) {
      node.put(key, Math.round(value));
    } else {
      node.putNull(key);
    }
  }

  private static void add(ArrayNode array, double value) {
    if (Double.isFinite(value)) {
      array.add(value);
    } else {
      array.addNull();
    }
  }
}
