package org.menagerie.report.comparison;

import org.menagerie.core.Score;

/** The figure that decides a comparison. */
public enum Measure {
  /** Share of right answers; more is better. */
  ACCURACY("accuracy", "Accuracy"),

  /** Mean absolute error; less is better. */
  MAE("mae", "MAE");

  private final String key;
  private final String title;

  Measure(String key, String title) {
    this.key = key;
    this.title = title;
  }

  /** What such a score is measured by. */
  public static Measure of(Score score) {
    return score instanceof Score.Classification ? ACCURACY : MAE;
  }

  /** In front of Mean and Std, a key of the JSON. */
  public String key() {
    return key;
  }

  /** For people. */
  public String title() {
    return title;
  }

  /** The figure. */
  public double value(Score score) {
    return score instanceof Score.Classification c
        ? c.accuracy()
        : ((Score.Regression) score).mae();
  }

  /** The figure with its sign turned where more is better, so that less is always better. */
  public double cost(double value) {
    return this == ACCURACY ? -value : value;
  }

  /** A second figure, which decides between equals: macro F1 or the root mean squared error. */
  public double second(Score score) {
    return score instanceof Score.Classification c
        ? c.macroF1()
        : ((Score.Regression) score).rmse();
  }

  /** What the second figure is called. */
  public String secondTitle() {
    return this == ACCURACY ? "Macro F1" : "RMSE";
  }

  /** The second figure's key. */
  public String secondKey() {
    return this == ACCURACY ? "macroF1" : "rmse";
  }
}
