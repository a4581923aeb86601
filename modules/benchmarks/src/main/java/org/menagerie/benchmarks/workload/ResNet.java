package org.menagerie.benchmarks.workload;

import static org.menagerie.benchmarks.workload.Sizes.positive;

/**
 * The residual network for small images of He et al. 2015, section 4.2, with projection shortcuts.
 *
 * @param blocks residual blocks in each of the three stages; 3 makes ResNet-20
 * @param side height and width of the images, which have three channels
 * @param batch examples in a batch
 */
public record ResNet(int blocks, int side, int batch) implements Workload {

  /** Checks the sizes. */
  public ResNet {
    positive(blocks, "blocks");
    positive(side, "side");
    positive(batch, "batch");
  }

  /** Returns the number of weighted layers on the longest path. */
  public int depth() {
    return 6 * blocks + 2;
  }

  @Override
  public int classes() {
    return TEN_CLASSES;
  }

  @Override
  public int[] exampleShape() {
    return new int[] {side, side, 3};
  }

  @Override
  public String title() {
    return "ResNet-" + depth() + ", " + side + "x" + side + "x3, batch " + batch;
  }

  @Override
  public ResNet withBatch(int examples) {
    return new ResNet(blocks, side, examples);
  }
}
