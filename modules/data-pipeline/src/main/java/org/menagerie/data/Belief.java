package org.menagerie.data;

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
   * The factor of least squares on the validation part, in [0, 1], drawn towards the prior where
   * windows are few. One of them does not count: the network's best epoch was chosen by them.
   *
   * @param outputs of the network for the validation part
   * @param labels what they should have been
   * @param windows of the validation part that share no target
   */
  static double of(double[] outputs, double[] labels, double windows, double prior) {
    double together = 0;
    double alone = 0;
    for (int i = 0; i < outputs.length; i++) {
      together += outputs[i] * labels[i];
      alone += outputs[i] * outputs[i];
    }
    double best = alone > 0 ? Math.max(0, Math.min(1, together / alone)) : prior;
    double counted = Math.max(0, windows - 1);
    return (counted * best + DOUBT * prior) / (counted + DOUBT);
  }
}
