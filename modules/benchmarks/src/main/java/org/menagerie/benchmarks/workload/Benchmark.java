package org.menagerie.benchmarks.workload;

/**
 * A network of the comparison and how fast this project's must be.
 *
 * @param name short name that `--networks` takes
 * @param workload the network
 * @param trainingGoal most that a training step may take, as a share of DJL's median
 * @param inferenceGoal the same for inference of a batch; infinite where nothing is asked
 * @param stockGoal how many times faster than stock Deeplearning4j training must be
 */
public record Benchmark(
    String name, Workload workload, double trainingGoal, double inferenceGoal, double stockGoal) {}
