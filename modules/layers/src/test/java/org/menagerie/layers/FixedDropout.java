package org.menagerie.layers;

import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Input dropout of every third element, always the same ones, so that gradients can be checked. */
public final class FixedDropout implements IDropout {
  private static final long serialVersionUID = 1;

  @Override
  public INDArray applyDropout(
      INDArray x, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
    return drop(x, result);
  }

  @Override
  public INDArray backprop(INDArray dy, INDArray dx, int iteration, int epoch) {
    return drop(dy, dx);
  }

  private static INDArray drop(INDArray from, INDArray to) {
    for (long i = 0; i < from.length(); i++) {
      to.putScalar(i, i % 3 == 1 ? 0 : 1.5 * from.getDouble(i));
    }
    return to;
  }

  @Override
  public void clear() {
    // nothing is kept
  }

  @Override
  public FixedDropout clone() {
    return new FixedDropout();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FixedDropout;
  }

  @Override
  public int hashCode() {
    return FixedDropout.class.hashCode();
  }
}
