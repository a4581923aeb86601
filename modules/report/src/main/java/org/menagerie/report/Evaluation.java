package org.menagerie.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.menagerie.core.Score;

/**
 * A trained network's score on some data.
 *
 * @param run path of its folder
 * @param data what it was scored on
 */
public record Evaluation(String run, String architecture, String data, int examples, Score score) {

  /** The object that {@code evaluate --json} prints. */
  public String toJson() {
    ObjectNode node = RunSummary.scores(score, true);
    node.put("run", run);
    node.put("architecture", architecture);
    node.put("data", data);
    node.put("examples", examples);
    return RunSummary.text(node);
  }
}
