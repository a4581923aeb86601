package org.menagerie.mlp.walkthrough;

import static org.menagerie.mlp.walkthrough.Networks.column;
import static org.menagerie.mlp.walkthrough.Networks.row;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * One forward and backward pass and one update of the 2-2-1 sigmoid network, by the formulas.
 *
 * <p>Vectors are columns; row i of W1 holds the weights of hidden neuron i.
 */
record BackpropStep(
    INDArray z1,
    INDArray a1,
    INDArray z2,
    INDArray a2,
    double loss,
    INDArray delta2,
    INDArray delta1,
    INDArray gradW1,
    INDArray gradW2,
    INDArray newW1,
    INDArray newB1,
    INDArray newW2,
    INDArray newB2) {
  static final double RATE = 0.1;
  static final double LABEL = 1;
  static final INDArray X = column(0.5, 0.1);
  static final INDArray W1 = Nd4j.createFromArray(new double[][] {{0.1, 0.2}, {0.3, 0.4}});
  static final INDArray B1 = column(0.1, 0.2);
  static final INDArray W2 = row(0.5, 0.6);
  static final INDArray B2 = column(0.3);

  /** The step as the formulas have it. */
  static BackpropStep right() {
    return from(W1.mmul(X).addi(B1)); // [2, 2] [2, 1] -> [2, 1]
  }

  /** The step that follows from a given z1, right or wrong. */
  static BackpropStep from(INDArray z1) {
    INDArray a1 = Transforms.sigmoid(z1, true);
    INDArray z2 = W2.mmul(a1).addi(B2); // [1, 2] [2, 1] -> [1, 1]
    INDArray a2 = Transforms.sigmoid(z2, true);
    INDArray error = a2.sub(LABEL);
    double loss = 0.5 * error.getDouble(0) * error.getDouble(0);
    INDArray delta2 = error.mul(a2).muli(a2.rsub(1));
    INDArray delta1 = W2.transpose().mmul(delta2).muli(a1).muli(a1.rsub(1)); // [2, 1]
    INDArray gradW2 = delta2.mmul(a1.transpose());
    INDArray gradW1 = delta1.mmul(X.transpose());
    return new BackpropStep(
        z1,
        a1,
        z2,
        a2,
        loss,
        delta2,
        delta1,
        gradW1,
        gradW2,
        W1.sub(gradW1.mul(RATE)),
        B1.sub(delta1.mul(RATE)),
        W2.sub(gradW2.mul(RATE)),
        B2.sub(delta2.mul(RATE)));
  }
}
