package org.menagerie.search.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What competitors reached, seed by seed.
 *
 * @param trials of each strategy for each seed
 * @param scores by name
 */
public record ContestResult(
    String architecture, String dataset, String metric, int trials, Map<String, Scores> scores) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One competitor's scores, one for each seed. */
  public record Scores(List<Double> validation, List<Double> test) {}

  /** A table for people. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            "%n%s on %s: %s, best of %d trials%n%-10s  %-17s  %s%n",
            architecture, dataset, metric, trials, "", "validation", "test"));
    scores.forEach(
        (who, all) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "%-10s  %.4f ± %.4f    %.4f ± %.4f%n",
                    who,
                    mean(all.validation()),
                    deviation(all.validation()),
                    mean(all.test()),
                    deviation(all.test()))));
    return text.toString().stripTrailing();
  }

  /** The same as a JSON object on one line. */
  public String toJson() {
    ObjectNode node = JSON.createObjectNode();
    node.put("architecture", architecture).put("dataset", dataset).put("metric", metric);
    node.put("trials", trials);
    ObjectNode rows = node.putObject("scores");
    scores.forEach(
        (who, all) -> {
          ObjectNode row = rows.putObject(who);
          row.set("validation", figures(all.validation()));
          row.set("test", figures(all.test()));
        });
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values", e);
    }
  }

  private static ObjectNode figures(List<Double> values) {
    ObjectNode node = JSON.createObjectNode();
    node.put("mean", mean(values)).put("std", deviation(values));
    node.set("seeds", JSON.valueToTree(values));
    return node;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static double deviation(List<Double> values) {
    double mean = mean(values);
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return values.size() < 2 ? 0 : Math.sqrt(squares / (values.size() - 1));
  }
}
