package org.menagerie.benchmarks.worker;

import org.menagerie.benchmarks.network.Network;

/** What a step is. */
public enum Phase {
  /** Forward, backward and update on one batch. */
  TRAINING("training step") {
    @Override
    void step(Network network) {
      network.train();
    }
  },
  /** The probabilities of one batch. */
  INFERENCE("inference") {
    @Override
    void step(Network network) {
      network.infer();
    }
  };

  private final String title;

  Phase(String title) {
    this.title = title;
  }

  /** Returns the name in tables. */
  public String title() {
    return title;
  }

  abstract void step(Network network);
}
