package org.menagerie.core;

/**
 * Three disjoint parts of one data set, encoded alike; encoders were fitted on {@code train} alone.
 */
public record Splits(Examples train, Examples validation, Examples test) {

  /** The facts that architectures choose their defaults by. */
  public Task task() {
    return new Task(train.input(), train.target(), train.size());
  }
}
