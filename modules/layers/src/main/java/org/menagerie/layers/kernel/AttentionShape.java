package org.menagerie.layers.kernel;

/**
 * The sizes of a multi-head attention.
 *
 * @param sequences batch size N
 * @param steps steps of each sequence T
 * @param features width of a step coming in
 * @param heads number of heads H
 * @param headSize width of a head's queries, keys and values
 * @param outputs width of a step going out
 * @param causal whether a step sees itself and earlier steps only
 */
public record AttentionShape(
    int sequences, int steps, int features, int heads, int headSize, int outputs, boolean causal) {

  /** Rows of the batch as a matrix of steps. */
  public long rows() {
    return (long) sequences * steps;
  }

  /** Width of all heads together. */
  public int width() {
    return heads * headSize;
  }

  /** Attention weights of one sequence. */
  long scores() {
    return (long) heads * steps * steps;
  }

  /** Factor of the scores, 1 / sqrt(headSize). */
  double scale() {
    return 1 / Math.sqrt(headSize);
  }
}
