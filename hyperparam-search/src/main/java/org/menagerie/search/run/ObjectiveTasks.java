package org.menagerie.search.run;

import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.TaskCreator;
import org.deeplearning4j.arbiter.optimize.api.data.DataProvider;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.deeplearning4j.arbiter.optimize.runner.CandidateInfo;
import org.deeplearning4j.arbiter.optimize.runner.CandidateStatus;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;
import org.deeplearning4j.arbiter.optimize.runner.listener.StatusListener;
import org.menagerie.core.Seeds;
import org.menagerie.search.run.StudyGenerator.TrialCandidate;
import org.menagerie.search.study.Study;
import org.menagerie.search.study.Trial;

/** Arbiter's task creator: a task runs the objective once and records every epoch. */
@SuppressWarnings({"rawtypes", "deprecation"}) // as Arbiter's interface has them
final class ObjectiveTasks implements TaskCreator {
  private final Study study;
  private final Objective objective;
  private final StudyPlan plan;

  ObjectiveTasks(Study study, Objective objective, StudyPlan plan) {
    this.study = study;
    this.objective = objective;
    this.plan = plan;
  }

  @Override
  public Callable<OptimizationResult> create(
      Candidate candidate,
      DataProvider data,
      ScoreFunction score,
      List<StatusListener> listeners,
      IOptimizationRunner runner) {
    return () -> run((TrialCandidate) candidate, score);
  }

  @Override
  public Callable<OptimizationResult> create(
      Candidate candidate,
      Class<? extends DataSource> source,
      Properties properties,
      ScoreFunction score,
      List<StatusListener> listeners,
      IOptimizationRunner runner) {
    return () -> run((TrialCandidate) candidate, score);
  }

  private OptimizationResult run(TrialCandidate candidate, ScoreFunction function) {
    Trial trial = candidate.trial();
    long start = System.currentTimeMillis();
    LearningCurve curve = new LearningCurve(study, trial, plan, objective.minimize());
    try {
      Outcome outcome =
          objective.run(candidate.getValue(), Seeds.derive(plan.seed(), trial.number()), curve);
      double score = function.score(outcome, null, new Properties());
      if (!Double.isFinite(score)) {
        throw new ArithmeticException("the score became " + score);
      }
      return result(candidate, score, outcome, start);
    } finally {
      curve.record();
    }
  }

  private static OptimizationResult result(
      TrialCandidate candidate, double score, Outcome outcome, long start) {
    Trial trial = candidate.trial();
    CandidateInfo info =
        new CandidateInfo(
            trial.number(),
            CandidateStatus.Complete,
            score,
            start,
            start,
            System.currentTimeMillis(),
            trial.point(),
            null);
    return new OptimizationResult(candidate, score, trial.number(), outcome, info, null);
  }
}
