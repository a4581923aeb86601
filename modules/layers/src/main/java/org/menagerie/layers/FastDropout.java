package org.menagerie.layers;

import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.kernel.Dropping;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Inverted dropout of a layer's input that keeps a seed instead of a mask.
 *
 * <p>Deeplearning4j's makes a random number, a mask and two native operations for each array, more
 * than the arithmetic of a small layer. The choices come from ND4J's generator by one number a
 * step. Srivastava et al., "Dropout: A Simple Way to Prevent Neural Networks from Overfitting",
 * 2014.
 */
public final class FastDropout implements IDropout {
  private static final long serialVersionUID = 1;

  private final double rate;
  private transient Dropping last; // null where there is nothing to go back through

  /**
   * Dropout of this share of the inputs.
   *
   * @param rate set to 0 in training, in [0, 1); the others are multiplied by 1 / (1 - rate)
   */
  public FastDropout(@JsonProperty("rate") double rate) {
    this.rate = Checks.rate(rate, "rate");
  }

  /** Share of inputs set to 0 in training; Deeplearning4j's own takes the share that is kept. */
  public double getRate() {
    return rate;
  }

  @Override
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
    last = new Dropping(rate, Nd4j.getRandom().nextLong());
    last.apply(input, result);
    return result;
  }

  @Override
  public INDArray backprop(INDArray epsilon, INDArray result, int iteration, int epoch) {
    if (last == null) {
      throw new IllegalStateException("backprop needs applyDropout before it");
    }
    last.apply(epsilon, result);
    return result;
  }

  @Override
  public void clear() {
    last = null;
  }

  @Override
  public FastDropout clone() {
    return new FastDropout(rate);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FastDropout dropout && dropout.rate == rate;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(rate);
  }

  @Override
  public String toString() {
    return "FastDropout(" + rate + ")";
  }
}
