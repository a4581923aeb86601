package org.menagerie.core;

/**
 * What an architecture must know of the data to choose its defaults.
 *
 * @param examples number of training examples
 */
public record Task(InputShape input, Target target, int examples) {
  public Task {
    Guards.positive(examples, "training examples");
  }
}
