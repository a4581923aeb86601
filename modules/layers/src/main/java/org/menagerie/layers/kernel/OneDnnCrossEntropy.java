package org.menagerie.layers.kernel;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link CrossEntropyKernel} with oneDNN's softmax, the rest in one loop over heap arrays. */
final class OneDnnCrossEntropy implements CrossEntropyKernel {
  private float[] probabilities = new float[0];
  private float[] targets = new float[0];
  private float[] factors = new float[0];

  @Override
  public void softmax(INDArray logits) {
    new Softmax(logits.size(0), logits.size(1)).forward(Address.of(logits));
  }

  @Override
  public double lossAndGradient(INDArray logits, INDArray labels, INDArray mask) {
    softmax(logits);
    int rows = Math.toIntExact(logits.size(0));
    int classes = Math.toIntExact(logits.size(1));
    Address data = Address.of(logits);
    probabilities = read(data, rows * classes, probabilities);
    targets = read(Address.of(labels), rows * classes, targets);
    if (mask != null) {
      factors = read(Address.of(mask), rows, factors);
    }
    double loss = 0;
    for (int r = 0; r < rows; r++) {
      loss += row(r * classes, classes, mask == null ? 1f : factors[r]);
    }
    data.put(probabilities, 0, rows * classes);
    return loss;
  }

  /** The loss of one row, whose probabilities become the gradient. */
  private double row(int start, int classes, float factor) {
    if (factor == 0) {
      Arrays.fill(probabilities, start, start + classes, 0f); // whatever is there, NaN too
      return 0;
    }
    double loss = 0;
    for (int i = start; i < start + classes; i++) {
      float target = targets[i];
      if (target != 0) {
        loss -= target * Math.log(Math.max(probabilities[i], SMALLEST));
      }
      probabilities[i] = factor * (probabilities[i] - target);
    }
    return factor * loss;
  }

  private static float[] read(Address source, int length, float[] old) {
    float[] values = old.length >= length ? old : new float[length];
    source.get(values, 0, length);
    return values;
  }
}
