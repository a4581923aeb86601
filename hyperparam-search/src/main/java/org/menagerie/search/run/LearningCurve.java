package org.menagerie.search.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.menagerie.search.study.Study;
import org.menagerie.search.study.Trial;

/**
 * A trial's learning curve: recorded a few times a second, and judged by the pruner.
 *
 * <p>The pruner compares with trials that had ended, whatever the number of workers, when this one
 * began: so what it decides does not depend on who was faster.
 */
final class LearningCurve implements Objective.Ear {
  private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(250);

  private final Study study;
  private final Trial trial;
  private final StudyPlan plan;
  private final boolean minimize;
  private final List<Double> scores = new ArrayList<>();
  private int recorded;
  private long last = System.nanoTime();
  private Collection<double[]> others;

  LearningCurve(Study study, Trial trial, StudyPlan plan, boolean minimize) {
    this.study = study;
    this.trial = trial;
    this.plan = plan;
    this.minimize = minimize;
  }

  @Override
  public void epoch(int number, int epochs, double score) {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedTrialException();
    }
    if (Double.isNaN(score)) {
      throw new ArithmeticException("the score became NaN in epoch " + number);
    }
    scores.add(score);
    if (System.nanoTime() - last >= BETWEEN) {
      record();
    }
    if (plan.pruner() != Pruner.NONE
        && plan.pruner().hopeless(Pruner.losses(scores, minimize), others(), epochs)) {
      throw new PrunedException(score, number);
    }
  }

  /** Writes what has not been written. */
  void record() {
    last = System.nanoTime();
    study.epochs(trial, recorded + 1, scores.subList(recorded, scores.size()));
    recorded = scores.size();
  }

  private Collection<double[]> others() {
    if (others == null) {
      int settled = trial.number() - plan.window() + 1;
      List<Integer> failed =
          study.trials().stream()
              .filter(other -> other.state() == Trial.State.FAILED)
              .map(Trial::number)
              .toList();
      others =
          study.curves().entrySet().stream()
              .filter(entry -> entry.getKey() < settled && !failed.contains(entry.getKey()))
              .map(entry -> Pruner.losses(entry.getValue(), minimize))
              .collect(Collectors.toList());
    }
    return others;
  }
}
