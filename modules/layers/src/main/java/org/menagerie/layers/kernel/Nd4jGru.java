package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The GRU cell in plain ND4J operations, in the variant of cuDNN and PyTorch.
 *
 * <p>n = tanh(W_n x + b_n + r (R_n h + b_rn)) and h_t = n + u (h_{t-1} - n), with r the reset and u
 * the update gate (sigmoid), in the order r, u, n: the reset gate scales the recurrent product, not
 * h_{t-1} before it as in Cho et al. (2014).
 */
final class Nd4jGru extends Nd4jRecurrent<Nd4jGru.Step> {
  /** What the way back needs of one step. */
  record Step(
      INDArray x,
      INDArray before,
      INDArray reset,
      INDArray update,
      INDArray candidate,
      INDArray recurrent) {}

  @Override
  Step step(INDArray x, RecurrentState before, RecurrentWeights weights) {
    int hidden = weights.hidden();
    INDArray fromX = x.mmul(weights.input());
    INDArray fromH = before.output().mmul(weights.recurrent());
    INDArray reset = sigmoid(gateSum(fromX, fromH, weights, 0));
    INDArray update = sigmoid(gateSum(fromX, fromH, weights, 1));
    INDArray recurrent = gate(fromH, 2, hidden).addRowVector(bias(weights.bias(), 3, hidden));
    INDArray z = gate(fromX, 2, hidden).addRowVector(bias(weights.bias(), 2, hidden));
    INDArray candidate = tanh(z.addi(reset.mul(recurrent)));
    return new Step(x, before.output(), reset, update, candidate, recurrent);
  }

  private static INDArray gateSum(
      INDArray fromX, INDArray fromH, RecurrentWeights weights, int gate) {
    int hidden = weights.hidden();
    return gate(fromX, gate, hidden)
        .add(gate(fromH, gate, hidden))
        .addiRowVector(bias(weights.bias(), gate, hidden));
  }

  @Override
  RecurrentState after(Step s) {
    return new RecurrentState(s.candidate.add(s.before.sub(s.candidate).muli(s.update)), null);
  }

  @Override
  RecurrentState stepBack(
      Step s,
      RecurrentState gradient,
      RecurrentWeights weights,
      RecurrentWeights gradients,
      INDArray dx) {
    INDArray dh = gradient.output();
    INDArray dzUpdate = dh.mul(s.before.sub(s.candidate)).muli(sigmoidSlope(s.update));
    INDArray dzCandidate = dh.mul(s.update.rsub(1)).muli(tanhSlope(s.candidate));
    INDArray dzReset = dzCandidate.mul(s.recurrent).muli(sigmoidSlope(s.reset));
    INDArray dRecurrent = dzCandidate.mul(s.reset);
    INDArray dzInput = Nd4j.concat(1, dzReset, dzUpdate, dzCandidate);
    INDArray dzRecurrent = Nd4j.concat(1, dzReset, dzUpdate, dRecurrent);
    INDArray dBias = Nd4j.concat(1, dzInput, dRecurrent).sum(0);
    gradients.input().addi(s.x.transpose().mmul(dzInput));
    gradients.recurrent().addi(s.before.transpose().mmul(dzRecurrent));
    gradients.bias().addi(dBias.reshape(gradients.bias().shape()));
    dx.assign(dzInput.mmul(weights.input().transpose()));
    INDArray before = dzRecurrent.mmul(weights.recurrent().transpose()).addi(dh.mul(s.update));
    return new RecurrentState(before, null);
  }

  @Override
  RecurrentState zeros(INDArray like) {
    return new RecurrentState(like.like(), null);
  }
}
