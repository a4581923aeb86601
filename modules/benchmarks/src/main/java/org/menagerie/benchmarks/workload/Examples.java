package org.menagerie.benchmarks.workload;

import java.util.Random;

/**
 * One batch of random examples, the same numbers for every peer.
 *
 * <p>The labels depend on the features, so a network that trains lowers its loss.
 *
 * @param workload whose batch this is
 * @param features example after example, each in the order of {@link Workload#exampleShape()}
 * @param labels class of each example
 */
@SuppressWarnings("ArrayRecordComponent") // handed to native arrays as they are, never compared
public record Examples(Workload workload, float[] features, int[] labels) {

  /** Returns the batch that belongs to a workload and a seed. */
  public static Examples of(Workload workload, long seed) {
    Random random = new Random(seed);
    int size = 1;
    for (int length : workload.exampleShape()) {
      size *= length;
    }
    float[] features = new float[workload.batch() * size];
    int[] labels = new int[workload.batch()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = random.nextInt(workload.classes());
      float shift = (labels[i] + 0.5f) / workload.classes() - 0.5f;
      for (int j = 0; j < size; j++) {
        features[i * size + j] = draw(random, shift, workload.tokens());
      }
    }
    return new Examples(workload, features, labels);
  }

  private static float draw(Random random, float shift, int tokens) {
    if (tokens == 0) {
      return random.nextFloat() - 0.5f + shift;
    }
    // tokens of a class are near each other in the vocabulary
    int token = (int) ((shift + 0.5f) * tokens + random.nextGaussian() * tokens / 10);
    return Math.floorMod(token, tokens);
  }
}
