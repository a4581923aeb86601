package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The LSTM cell without peepholes in plain ND4J operations.
 *
 * <p>c_t = f c_{t-1} + i a and h_t = o tanh(c_t), with a the candidate (tanh) and f, o, i the gates
 * (sigmoid), in Deeplearning4j's order a, f, o, i. Gers et al., "Learning to Forget" (2000).
 */
final class Nd4jLstm extends Nd4jRecurrent<Nd4jLstm.Step> {
  /** What the way back needs of one step. */
  record Step(
      INDArray x,
      RecurrentState before,
      INDArray candidate,
      INDArray forget,
      INDArray output,
      INDArray input,
      INDArray memory) {}

  @Override
  Step step(INDArray x, RecurrentState before, RecurrentWeights weights) {
    int hidden = weights.hidden();
    INDArray z = x.mmul(weights.input()).addi(before.output().mmul(weights.recurrent()));
    z.addiRowVector(weights.bias().reshape(1, 4L * hidden));
    INDArray candidate = tanh(gate(z, 0, hidden));
    INDArray forget = sigmoid(gate(z, 1, hidden));
    INDArray output = sigmoid(gate(z, 2, hidden));
    INDArray input = sigmoid(gate(z, 3, hidden));
    INDArray memory = forget.mul(before.cell()).addi(input.mul(candidate));
    return new Step(x, before, candidate, forget, output, input, memory);
  }

  @Override
  RecurrentState after(Step step) {
    return new RecurrentState(step.output.mul(tanh(step.memory)), step.memory);
  }

  @Override
  RecurrentState stepBack(
      Step s,
      RecurrentState gradient,
      RecurrentWeights weights,
      RecurrentWeights gradients,
      INDArray dx) {
    INDArray tanh = tanh(s.memory);
    INDArray dh = gradient.output();
    INDArray dc = gradient.cell().add(dh.mul(s.output).muli(tanhSlope(tanh)));
    INDArray dz =
        Nd4j.concat(
            1,
            dc.mul(s.input).muli(tanhSlope(s.candidate)),
            dc.mul(s.before.cell()).muli(sigmoidSlope(s.forget)),
            dh.mul(tanh).muli(sigmoidSlope(s.output)),
            dc.mul(s.candidate).muli(sigmoidSlope(s.input)));
    gradients.input().addi(s.x.transpose().mmul(dz));
    gradients.recurrent().addi(s.before.output().transpose().mmul(dz));
    gradients.bias().addi(dz.sum(0).reshape(gradients.bias().shape()));
    dx.assign(dz.mmul(weights.input().transpose()));
    return new RecurrentState(dz.mmul(weights.recurrent().transpose()), dc.mul(s.forget));
  }

  @Override
  RecurrentState zeros(INDArray like) {
    return new RecurrentState(like.like(), like.like());
  }
}
