package org.menagerie.search.run;

/** A trial was stopped as hopeless. */
final class PrunedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final double score;
  private final int epoch;

  PrunedException(double score, int epoch) {
    super("worse than others in epoch " + epoch, null, false, false);
    this.score = score;
    this.epoch = epoch;
  }

  double score() {
    return score;
  }

  int epoch() {
    return epoch;
  }
}
