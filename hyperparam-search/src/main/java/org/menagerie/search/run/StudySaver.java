package org.menagerie.search.run;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.saving.ResultReference;
import org.deeplearning4j.arbiter.optimize.api.saving.ResultSaver;
import org.menagerie.search.run.StudyGenerator.TrialCandidate;
import org.menagerie.search.study.Study;
import org.menagerie.search.study.Trial.State;

/** Arbiter's result saver: a trial's row in the study. */
final class StudySaver implements ResultSaver {
  private final Study study;

  StudySaver(Study study) {
    this.study = study;
  }

  @Override
  public ResultReference saveModel(OptimizationResult result, Object model) {
    Outcome outcome = (Outcome) model;
    study.end(
        ((TrialCandidate) result.getCandidate()).trial(),
        State.COMPLETE,
        outcome.score(),
        outcome.epoch(),
        "");
    return new Saved(result, outcome);
  }

  @Override
  public List<Class<?>> getSupportedCandidateTypes() {
    return List.of(Map.class);
  }

  @Override
  public List<Class<?>> getSupportedModelTypes() {
    return List.of(Outcome.class);
  }

  private record Saved(OptimizationResult result, Outcome outcome) implements ResultReference {
    @Override
    public OptimizationResult getResult() {
      return result;
    }

    @Override
    public Object getResultModel() {
      return outcome;
    }
  }
}
