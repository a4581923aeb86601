package org.menagerie.search.training;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Score;
import org.menagerie.core.Settings;
import org.menagerie.core.Target;

/** Measures of a validation score. */
public enum Metric {
  ACCURACY(false, score -> classes(score).accuracy()),
  MACRO_F1(false, score -> classes(score).macroF1()),
  LOSS(true, Score::loss),
  MAE(true, score -> values(score).mae()),
  RMSE(true, score -> values(score).rmse()),
  MASE(true, score -> values(score).mase()),
  R2(false, score -> values(score).r2());

  private final boolean minimize;

  @SuppressWarnings("ImmutableEnumChecker") // a function without state
  private final ToDoubleFunction<Score> measure;

  Metric(boolean minimize, ToDoubleFunction<Score> measure) {
    this.minimize = minimize;
    this.measure = measure;
  }

  /** Whether less is better. */
  public boolean minimize() {
    return minimize;
  }

  /** The measure of a score. */
  public double of(Score score) {
    return measure.applyAsDouble(score);
  }

  /** What is usual: accuracy for classes, mean absolute error for values. */
  public static Metric usual(Target target) {
    return target instanceof Target.Values ? MAE : ACCURACY;
  }

  /** Refuses a measure that the target does not have. */
  public Metric checked(Target target) {
    boolean ofValues = List.of(MAE, RMSE, MASE, R2).contains(this);
    if (this != LOSS && ofValues != target instanceof Target.Values) {
      throw new InvalidInputException(
          String.format(
              "%s is for %s, the data has %s; the usual measure is %s",
              Settings.spell(this),
              ofValues ? "numbers" : "classes",
              ofValues ? "classes" : "numbers",
              Settings.spell(usual(target))));
    }
    return this;
  }

  private static Score.Classification classes(Score score) {
    return (Score.Classification) score;
  }

  private static Score.Regression values(Score score) {
    return (Score.Regression) score;
  }
}
