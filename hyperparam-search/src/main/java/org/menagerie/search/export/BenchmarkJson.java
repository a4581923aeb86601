package org.menagerie.search.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.menagerie.core.Settings;
import org.menagerie.search.benchmark.Published;
import org.menagerie.search.benchmark.SamplerBenchmark;

/** The benchmark of strategies as JSON. */
public final class BenchmarkJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BenchmarkJson() {}

  /** The object that {@code benchmark --json} prints, on one line. */
  public static String of(int seeds, List<SamplerBenchmark.Result> results) {
    ObjectNode node = JSON.createObjectNode().put("seeds", seeds);
    ArrayNode rows = node.putArray("results");
    for (SamplerBenchmark.Result result : results) {
      ObjectNode row = rows.addObject();
      row.put("function", Settings.spell(result.function()));
      row.put("strategy", result.strategy());
      row.put("slowestSuggestionSeconds", result.slowest());
      ArrayNode regrets = row.putArray("regrets");
      for (int i = 0; i < result.milestones().size(); i++) {
        regrets
            .addObject()
            .put("trials", result.milestones().get(i))
            .put("mean", result.mean(i))
            .put("std", result.deviation(i))
            .put("largest", result.largest(i));
      }
    }
    ArrayNode published = node.putArray("published");
    for (Published each : Published.ALL) {
      ObjectNode row = published.addObject();
      row.put("function", Settings.spell(each.function())).put("who", each.who());
      ArrayNode regrets = row.putArray("regrets");
      for (int i = 0; i < each.regrets().size(); i++) {
        if (!Double.isNaN(each.regrets().get(i))) {
          regrets
              .addObject()
              .put("trials", SamplerBenchmark.MILESTONES.get(i))
              .put("mean", each.regrets().get(i));
        }
      }
    }
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values", e);
    }
  }
}
