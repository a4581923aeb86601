package org.menagerie.layers.kernel;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.softmax_forward;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link CrossEntropyKernel} with oneDNN's softmax, the rest in one loop over heap arrays. */
final class OneDnnCrossEntropy implements CrossEntropyKernel {
  private float[] probabilities = new float[0];
  private float[] targets = new float[0];
  private float[] factors = new float[0];

  @Override
  public void softmax(INDArray logits) {
    Address data = Address.of(logits);
    OneDnn.cached(new Softmax(logits.size(0), logits.size(1)), Softmax::build).run(data, data);
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

  private record Softmax(long rows, long classes) {
    Primitive build() {
      memory.desc data = OneDnn.strided(new long[] {rows, classes}, classes, 1);
      var description =
          new softmax_forward.primitive_desc(
              new softmax_forward.desc(dnnl.prop_kind.forward_inference, data, 1), OneDnn.engine());
      int[] ids = {dnnl.DNNL_ARG_SRC, dnnl.DNNL_ARG_DST};
      return new Primitive(new softmax_forward(description), ids, data, data);
    }
  }
}
