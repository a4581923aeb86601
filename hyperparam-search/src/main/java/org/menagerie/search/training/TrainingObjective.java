package org.menagerie.search.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.menagerie.cli.Experiment;
import org.menagerie.core.Checkpoint;
import org.menagerie.core.Epoch;
import org.menagerie.core.Seeds;
import org.menagerie.core.Splits;
import org.menagerie.core.Trained;
import org.menagerie.core.Trainer;
import org.menagerie.core.TrainingListener;
import org.menagerie.core.TrainingPlan;
import org.menagerie.core.Transfer;
import org.menagerie.search.run.Objective;
import org.menagerie.search.run.Outcome;

/**
 * Trains a network with a trial's values; its score is the validation part's, or the mean over
 * folds.
 *
 * <p>All trials see the same split. The test part is not touched.
 *
 * @param fixed options that every trial has, by key
 * @param minimize whether less of the metric is better
 */
public record TrainingObjective(
    Experiment experiment, Map<String, String> fixed, Metric metric, boolean minimize, int folds)
    implements Objective {

  /** Refuses more folds than there are examples for. */
  public TrainingObjective {
    Folds.check(experiment.splits(), folds);
  }

  /** The experiment that a trial's values make. */
  public Experiment experiment(Map<String, String> values, long seed) {
    Map<String, String> all = new LinkedHashMap<>(fixed);
    all.putAll(values);
    all.put("seed", Long.toString(seed));
    return experiment.with(all);
  }

  @Override
  public Outcome run(Map<String, String> values, long seed, Ear ear) {
    Experiment trial = experiment(values, seed);
    if (folds < 2) {
      return train(trial, ear);
    }
    List<Splits> parts = Folds.of(trial.splits(), folds);
    double sum = 0;
    int epochs = 0;
    for (int fold = 0; fold < folds; fold++) {
      Experiment own = fold == 0 ? trial : experiment(values, Seeds.derive(seed, fold));
      // the first fold's curve stands for the trial: others are compared with the same fold
      Outcome outcome = train(own.with(parts.get(fold)), fold == 0 ? ear : (n, of, score) -> {});
      sum += outcome.score();
      epochs += outcome.epoch();
    }
    return new Outcome(sum / folds, Math.max(1, Math.round((float) epochs / folds)));
  }

  private Outcome train(Experiment trial, Ear ear) {
    TrainingPlan plan = trial.config().plan();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public Decision onEpoch(Epoch epoch, Supplier<Checkpoint> checkpoint) {
            ear.epoch(epoch.number(), plan.epochs(), metric.of(epoch.validation()));
            return Decision.CONTINUE;
          }
        };
    Trained trained =
        Trainer.train(trial.network(), trial.splits(), plan, earlier(trial), listener);
    trained.release();
    return new Outcome(metric.of(trained.validation()), trained.bestEpoch());
  }

  private static Optional<Transfer> earlier(Experiment trial) {
    try {
      return trial.transfer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
