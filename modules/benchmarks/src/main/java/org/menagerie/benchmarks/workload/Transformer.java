package org.menagerie.benchmarks.workload;

import static org.menagerie.benchmarks.workload.Sizes.positive;

/**
 * Transformer encoder blocks, their outputs averaged over time.
 *
 * <p>A block is x + attention(norm(x)), then x + feed-forward(norm(x)), without dropout. Tokens are
 * embedded and given sinusoidal positions first, and normalised after the last block.
 *
 * @param blocks number of blocks
 * @param width size of the vector at a time step
 * @param heads attention heads, which share the width
 * @param feedForward units of the hidden layer inside a block
 * @param steps time steps
 * @param vocabulary different tokens; 0 where vectors come in instead of tokens
 * @param batch examples in a batch
 */
public record Transformer(
    int blocks, int width, int heads, int feedForward, int steps, int vocabulary, int batch)
    implements Workload {

  /** Checks the sizes. */
  public Transformer {
    positive(blocks, "blocks");
    positive(width, "width");
    positive(heads, "heads");
    positive(feedForward, "feedForward");
    positive(steps, "steps");
    positive(batch, "batch");
    if (vocabulary < 0) {
      throw new IllegalArgumentException("vocabulary must not be negative, was " + vocabulary);
    }
    if (width % heads != 0) {
      throw new IllegalArgumentException(
          "width must be a multiple of the " + heads + " heads, was " + width);
    }
  }

  /** Tells whether tokens come in. */
  public boolean embeds() {
    return vocabulary > 0;
  }

  @Override
  public int classes() {
    return TEN_CLASSES;
  }

  @Override
  public int[] exampleShape() {
    return embeds() ? new int[] {steps} : new int[] {steps, width};
  }

  @Override
  public int tokens() {
    return vocabulary;
  }

  @Override
  public String title() {
    String name = embeds() ? "Transformer classifier, " : "Transformer, ";
    String depth = blocks == 1 ? "1 block" : blocks + " blocks";
    return name + depth + ", d " + width + ", T " + steps + ", batch " + batch;
  }

  @Override
  public Transformer withBatch(int examples) {
    return new Transformer(blocks, width, heads, feedForward, steps, vocabulary, examples);
  }

  /** Returns the same network fed with sequences of another length. */
  public Transformer withSteps(int length) {
    return new Transformer(blocks, width, heads, feedForward, length, vocabulary, batch);
  }

  /** Returns the same network with another number of blocks. */
  public Transformer withBlocks(int number) {
    return new Transformer(number, width, heads, feedForward, steps, vocabulary, batch);
  }

  /** Returns the same network with vectors of another size, four times that inside a block. */
  public Transformer withWidth(int size) {
    return new Transformer(blocks, size, heads, 4 * size, steps, vocabulary, batch);
  }
}
