package org.menagerie.benchmarks.network;

import org.menagerie.benchmarks.workload.Examples;

/** A network of one peer that can be trained and asked; used by the thread that made it. */
public interface Network extends AutoCloseable {

  /**
   * Makes a batch the one that is trained on and asked about; its examples may differ in number and
   * length.
   */
  void load(Examples examples);

  /** Does one training step on the loaded batch and returns the loss before it, read back. */
  double train();

  /** Returns the class probabilities of the loaded batch, example after example, on the heap. */
  float[] infer();

  /** Returns the number of weights that training changes. */
  long parameters();

  @Override
  void close();
}
