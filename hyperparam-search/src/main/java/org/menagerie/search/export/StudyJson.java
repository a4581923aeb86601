package org.menagerie.search.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.menagerie.core.Score;
import org.menagerie.search.space.Parameter;
import org.menagerie.search.space.SearchSpace;
import org.menagerie.search.study.Trial;
import org.menagerie.search.study.Trial.State;

/** A study as JSON: in brief for {@code --json}, with every trial for study.json. */
public final class StudyJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StudyJson() {}

  /** The object that {@code tune --json} prints, on one line. */
  public static String brief(StudyResult result) {
    try {
      return JSON.writeValueAsString(node(result));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values", e);
    }
  }

  /** The same with the space and every trial. */
  public static String full(StudyResult result) {
    ObjectNode node = node(result);
    ObjectNode terms = node.putObject("terms");
    result.terms().forEach(terms::put);
    ObjectNode space = node.putObject("space");
    result.space().parameters().forEach(p -> space.put(p.key(), p.spec()));
    ArrayNode trials = node.putArray("trials");
    result.trials().forEach(trial -> trials.add(trial(result, trial)));
    return node.toPrettyString() + "\n";
  }

  private static ObjectNode node(StudyResult result) {
    ObjectNode node = JSON.createObjectNode();
    node.put("study", result.study());
    node.put("strategy", result.strategy());
    node.put("architecture", result.architecture());
    node.put("dataset", result.dataset());
    node.put("metric", result.metric());
    node.put("completed", result.count(State.COMPLETE));
    node.put("failed", result.count(State.FAILED));
    node.put("pruned", result.count(State.PRUNED));
    if (!Double.isNaN(result.trialsPerMinute())) {
      node.put("trialsPerMinute", result.trialsPerMinute());
    }
    node.put("report", result.report());
    ObjectNode best = node.putObject("best");
    result
        .bestTrial()
        .ifPresent(
            trial -> {
              best.put("trial", trial.number());
              best.put("score", trial.score());
              best.put("epoch", trial.epoch());
              best.set("parameters", parameters(result.space(), trial));
            });
    result
        .best()
        .ifPresent(
            run -> {
              best.put("run", run.run());
              best.set("test", test(run.test()));
            });
    return node;
  }

  private static ObjectNode test(Score score) {
    ObjectNode node = JSON.createObjectNode();
    if (score instanceof Score.Classification classes) {
      node.put("accuracy", classes.accuracy()).put("macroF1", classes.macroF1());
    } else if (score instanceof Score.Regression values) {
      node.put("mae", values.mae()).put("rmse", values.rmse()).put("mase", values.mase());
      node.put("r2", values.r2());
    }
    return node.put("loss", score.loss());
  }

  private static ObjectNode trial(StudyResult result, Trial trial) {
    ObjectNode node = JSON.createObjectNode();
    node.put("trial", trial.number());
    node.put("state", trial.state().name().toLowerCase(Locale.ROOT));
    if (!Double.isNaN(trial.score())) {
      node.put("score", trial.score());
    }
    node.put("epoch", trial.epoch());
    node.put("reason", trial.reason());
    node.put("worker", trial.worker());
    node.put("attempt", trial.attempt());
    node.put("started", trial.started());
    trial.ended().ifPresent(ended -> node.put("ended", ended));
    node.put("seed", result.seed(trial));
    node.set("parameters", parameters(result.space(), trial));
    return node;
  }

  /** Values by key: numbers as numbers, choices as they are written. */
  private static ObjectNode parameters(SearchSpace space, Trial trial) {
    ObjectNode node = JSON.createObjectNode();
    var values = space.getValue(trial.point());
    for (int i = 0; i < space.parameters().size(); i++) {
      Parameter parameter = space.parameters().get(i);
      String text = values.get(parameter.key());
      if (text == null) {
        continue; // it did not count
      }
      if (parameter.categorical()) {
        node.put(parameter.key(), text);
      } else if (parameter.values() > 0) {
        node.put(parameter.key(), Long.parseLong(text));
      } else {
        node.put(parameter.key(), Double.parseDouble(text));
      }
    }
    return node;
  }
}
