package org.menagerie.core;

/**
 * Three disjoint parts of one data set, encoded alike; encoders were fitted on {@code train} alone.
 */
public record Splits(Examples train, Examples validation, Examples test) {

  /**
   * No examples held back: what stands for a validation score is that of the training examples. A
   * training on them keeps the epoch of their least loss, which passes over an epoch that went
   * astray, and does not stop early.
   */
  public static Splits withoutValidation(Examples train, Examples test) {
    return new Splits(train, train, test);
  }

  /** Whether examples are held back, to choose the epoch by. */
  public boolean validated() {
    return validation != train;
  }

  /** The facts that architectures choose their defaults by. */
  public Task task() {
    return new Task(train.input(), train.target(), train.size());
  }
}
