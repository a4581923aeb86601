package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Chooses elements in plain ND4J operations. */
final class Nd4jSelect {
  private Nd4jSelect() {}

  /**
   * The array with zeros where the mask of the same shape is 0, whatever is there, NaN too.
   *
   * <p>{@code Nd4j.where} would be the obvious call; in 1.0.0-M2.1 it takes the other branch.
   */
  static INDArray realOnly(INDArray mask, INDArray array) {
    DynamicCustomOp select =
        DynamicCustomOp.builder("select")
            .addInputs(mask.neq(0), array, Nd4j.zerosLike(array))
            .build();
    return Nd4j.exec(select)[0];
  }
}
