package org.menagerie.data;

import java.util.Arrays;

/**
 * How far a network's correction of the forecast without it is believed: what its outputs are
 * multiplied by.
 *
 * <p>A network that has seen little tells chance from rule badly, and where there is no rule left
 * it adds noise. So the sizes of the parts and what the validation part shows have a say.
 */
final class Belief {
  private static final double DOUBT = 4; // windows by which one side is half believed

  private Belief() {}

  /** Before validation: w / (w + 4), where training has w windows that share no target. */
  static double prior(double windows) {
    return windows / (windows + DOUBT);
  }

  /**
   * The factor of least squares on the validation part, less what chance may add to it, drawn
   * towards the prior where windows are few. One of them does not count: the network's best epoch
   * was chosen by them.
   *
   * @param outputs of the network for the validation part
   * @param labels what they should have been
   * @param blocks which of the windows that share no target each output belongs to, from 0
   * @return in [0, 1]
   */
  static double of(double[] outputs, double[] labels, int[] blocks, double prior) {
    int n = Arrays.stream(blocks).max().orElse(0) + 1;
    double[] together = new double[n];
    double[] alone = new double[n];
    for (int i = 0; i < outputs.length; i++) {
      together[blocks[i]] += outputs[i] * labels[i];
      alone[blocks[i]] += outputs[i] * outputs[i];
    }
    double size = Arrays.stream(alone).sum();
    if (n < 2 || !(size > 0)) {
      return prior;
    }
    double best = Arrays.stream(together).sum() / size;
    double rest = 0;
    for (int b = 0; b < n; b++) {
      rest += Math.pow(together[b] - best * alone[b], 2);
    }
    double error = Math.sqrt(rest * n / (n - 1)) / size; // standard error of the factor
    // nought within two standard errors of nought (a positive-part James-Stein shrinkage)
    double sure = best > 2 * error ? Math.min(1, best - 4 * error * error / best) : 0;
    return ((n - 1) * sure + DOUBT * prior) / (n - 1 + DOUBT);
  }
}
