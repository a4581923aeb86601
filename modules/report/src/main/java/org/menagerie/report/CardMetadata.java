package org.menagerie.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.menagerie.core.InputShape;
import org.menagerie.core.Score;
import org.menagerie.core.Target;
import org.menagerie.core.Task;

/**
 * The metadata block of a model card, in YAML between two lines of dashes, as the Hugging Face Hub
 * defines it (model-index and pipeline tags).
 */
final class CardMetadata {
  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));

  private CardMetadata() {}

  static String of(RunSummary summary, Task task) {
    String type = pipeline(task);
    String data = summary.provenance().dataset();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("task", Map.of("type", type));
    result.put("dataset", ordered("name", data, "type", data));
    result.put("metrics", metrics(summary.test()));
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("library_name", "deeplearning4j");
    block.put("pipeline_tag", type);
    block.put("tags", List.of("menagerie", "deeplearning4j", summary.provenance().architecture()));
    block.put("datasets", List.of(data));
    block.put(
        "metrics",
        metrics(summary.test()).stream().map(metric -> metric.get("type")).distinct().toList());
    block.put(
        "model-index",
        List.of(
            ordered(
                "name",
                summary.provenance().architecture() + " on " + data,
                "results",
                List.of(result))));
    try {
      return "---\n" + YAML.writeValueAsString(block) + "---\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of plain values", e);
    }
  }

  private static String pipeline(Task task) {
    boolean numbers = task.target() instanceof Target.Values;
    if (task.target() instanceof Target.NextSymbol) {
      return "text-generation";
    } else if (task.target() instanceof Target.ClassPerStep) {
      return "token-classification";
    } else if (task.input() instanceof InputShape.Image && !numbers) {
      return "image-classification";
    } else if (task.input() instanceof InputShape.Tokens && !numbers) {
      return "text-classification";
    } else if (task.input() instanceof InputShape.Sequence && numbers) {
      return "time-series-forecasting";
    }
    return numbers ? "tabular-regression" : "tabular-classification";
  }

  private static List<Map<String, Object>> metrics(Score score) {
    List<Map<String, Object>> metrics = new ArrayList<>();
    if (score instanceof Score.Classification c) {
      metrics.add(metric("accuracy", "accuracy", c.accuracy()));
      metrics.add(metric("f1", "macro F1", c.macroF1()));
    } else {
      Score.Regression r = (Score.Regression) score;
      metrics.add(metric("mae", "mean absolute error", r.mae()));
      metrics.add(metric("rmse", "root mean squared error", r.rmse()));
    }
    return metrics;
  }

  private static Map<String, Object> metric(String type, String name, double value) {
    Map<String, Object> metric = ordered("type", type, "name", name);
    metric.put("value", value);
    return metric;
  }

  private static Map<String, Object> ordered(String a, Object first, String b, Object second) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(a, first);
    map.put(b, second);
    return map;
  }
}
