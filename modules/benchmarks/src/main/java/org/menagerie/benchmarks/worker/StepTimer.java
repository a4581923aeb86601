package org.menagerie.benchmarks.worker;

/** Somebody who does steps and times them. */
public interface StepTimer extends AutoCloseable {

  /**
   * Returns the milliseconds of each of so many steps.
   *
   * @throws WorkerException if it cannot do them
   */
  double[] time(Phase phase, int steps);

  @Override
  void close();
}
