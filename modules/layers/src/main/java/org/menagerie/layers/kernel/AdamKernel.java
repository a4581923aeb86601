package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Adam's update of FLOAT arrays without gaps, in chunks that fit the first-level cache. */
public final class AdamKernel {
  private static final int CHUNK = 2048;

  private final float[] gradients = new float[CHUNK];
  private final float[] means = new float[CHUNK];
  private final float[] squares = new float[CHUNK];

  /**
   * The constants of one step.
   *
   * @param rate the learning rate, corrected for the bias of both moments
   * @param beta1 decay of the mean of gradients
   * @param beta2 decay of the mean of squared gradients
   * @param epsilon added to the root
   */
  public record Step(float rate, float beta1, float beta2, float epsilon) {}

  /**
   * Replaces the gradient by what is to be subtracted from the parameters.
   *
   * @param gradient flat, like m and v
   * @param m mean of gradients, updated
   * @param v mean of squared gradients, updated
   */
  public void update(INDArray gradient, INDArray m, INDArray v, Step step) {
    Address g = Address.of(gradient);
    Address mean = Address.of(m);
    Address square = Address.of(v);
    for (long done = 0; done < gradient.length(); done += CHUNK) {
      int n = (int) Math.min(CHUNK, gradient.length() - done);
      Address gPart = g.plus(done);
      Address meanPart = mean.plus(done);
      Address squarePart = square.plus(done);
      gPart.get(gradients, 0, n);
      meanPart.get(means, 0, n);
      squarePart.get(squares, 0, n);
      update(gradients, means, squares, n, step);
      gPart.put(gradients, 0, n);
      meanPart.put(means, 0, n);
      squarePart.put(squares, 0, n);
    }
  }

  // plain parameters and locals: the JIT vectorises this loop
  private static void update(float[] g, float[] m, float[] v, int n, Step step) {
    float rate = step.rate();
    float beta1 = step.beta1();
    float beta2 = step.beta2();
    float epsilon = step.epsilon();
    for (int i = 0; i < n; i++) {
      float gi = g[i];
      float mi = beta1 * m[i] + (1f - beta1) * gi;
      float vi = beta2 * v[i] + (1f - beta2) * gi * gi;
      m[i] = mi;
      v[i] = vi;
      g[i] = rate * mi / ((float) Math.sqrt(vi) + epsilon);
    }
  }
}
