package org.menagerie.layers.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.layers.Near;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** oneDNN against the reference in single precision, over shapes drawn with a fixed seed. */
class AttentionKernelsTest {
  private static final double BOUND = 1e-4;
  private Random random;

  @BeforeEach
  void needsOneDnn() {
    assumeTrue(Kernels.active() == Kernels.ONEDNN);
    Nd4j.getRandom().setSeed(3);
  }

  static List<Integer> seeds() {
    return IntStream.range(0, 12).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void attentionAgrees(int seed) {
    random = new Random(seed);
    AttentionShape shape =
        new AttentionShape(size(9), size(40), size(30), size(5), size(17), size(30), seed % 2 == 0);
    StepMask mask = mask(shape.sequences(), shape.steps(), seed % 3 != 0);
    Dropping dropping = seed % 4 == 0 ? new Dropping(0.3, seed) : Dropping.NONE;
    assertAttentionAgrees(shape, mask, dropping);
  }

  @Test
  void attentionTooLongToBeKeptAgrees() {
    random = new Random(1);
    AttentionShape shape = new AttentionShape(2, 2100, 4, 2, 3, 4, false);
    assertAttentionAgrees(shape, mask(2, 2100, true), new Dropping(0.1, 8));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void layerNormAgrees(int seed) {
    random = new Random(seed);
    int rows = size(50);
    int columns = 1 + size(70);
    INDArray x = normal('c', rows, columns).addi(3);
    INDArray gain = normal('c', 1, columns);
    INDArray bias = normal('c', 1, columns);
    INDArray dy = normal('c', rows, columns);
    List<List<INDArray>> results =
        both(
            kernels -> {
              INDArray y = x.ulike();
              List<INDArray> out = List.of(y, x.ulike(), gain.ulike(), bias.ulike());
              LayerNormKernel kernel = kernels.layerNorm();
              kernel.forward(x, gain, bias, 1e-5, y);
              kernel.backward(x, gain, 1e-5, dy, out.get(1), out.get(2), out.get(3));
              return out;
            });
    assertAgree(results);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void feedForwardAgrees(int seed) {
    random = new Random(seed);
    int in = size(40);
    int width = size(60);
    int out = size(40);
    INDArray x = normal('c', size(70), in);
    INDArray dy = normal('c', x.size(0), out);
    var hidden = seed % 2 == 0 ? FeedForwardKernel.Hidden.RELU : FeedForwardKernel.Hidden.GELU;
    Dropping dropping = seed % 3 == 0 ? new Dropping(0.5, seed) : Dropping.NONE;
    var weights =
        new FeedForwardKernel.Weights(
            normal('f', in, width),
            normal('c', 1, width),
            normal('f', width, out),
            normal('c', 1, out));
    assertAgree(
        both(
            kernels -> {
              FeedForwardKernel kernel = kernels.feedForward();
              INDArray inference = dy.ulike();
              kernel.forward(weights, hidden, x, Dropping.NONE, false, inference);
              INDArray y = dy.ulike();
              kernel.forward(weights, hidden, x, dropping, true, y);
              INDArray dx = x.ulike();
              var g =
                  new FeedForwardKernel.Weights(
                      weights.in().ulike(),
                      weights.inBias().ulike(),
                      weights.out().ulike(),
                      weights.outBias().ulike());
              kernel.backward(weights, hidden, x, dy, dx, g);
              return List.of(inference, y, dx, g.in(), g.inBias(), g.out(), g.outBias());
            }));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void poolingAttentionAgrees(int seed) {
    random = new Random(seed);
    int features = size(30);
    int size = size(20);
    StepMask mask = mask(size(8), size(30), seed % 2 == 0);
    INDArray x = normal('c', mask.rows(), features);
    INDArray dy = normal('c', mask.sequences(), features);
    var weights =
        new PoolingAttentionKernel.Weights(
            normal('f', features, size), normal('c', 1, size), normal('f', size, 1));
    assertAgree(
        both(
            kernels -> {
              PoolingAttentionKernel kernel = kernels.poolingAttention();
              INDArray y = dy.ulike();
              kernel.forward(weights, x, mask, y);
              INDArray dx = x.ulike();
              var g =
                  new PoolingAttentionKernel.Weights(
                      weights.in().ulike(), weights.bias().ulike(), weights.query().ulike());
              kernel.backward(weights, x, dy, dx, g);
              return List.of(y, dx, g.in(), g.bias(), g.query(), kernel.attention());
            }));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void tablesAgree(int seed) {
    random = new Random(seed);
    INDArray table = normal('c', size(20), size(30));
    int rows = size(60);
    int[] indices = random.ints(rows, TableKernel.PADDING, (int) table.size(0)).toArray();
    INDArray x = normal('c', rows, table.size(1));
    assertAgree(
        both(
            kernels -> {
              List<INDArray> out = List.of(x.ulike(), x.ulike(), table.ulike());
              kernels.table().pick(table, indices, out.get(0));
              kernels.table().pickAndAdd(table, indices, x, out.get(1));
              kernels.table().gradient(indices, x, out.get(2));
              return out;
            }));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void sumsOfRowsAgree(int seed) {
    random = new Random(seed);
    INDArray table = normal('c', size(20), size(30));
    int rows = size(40);
    int each = size(4);
    int[] indices = random.ints((long) rows * each, -1, (int) table.size(0)).toArray();
    INDArray x = normal('c', rows, table.size(1));
    assertAgree(
        both(
            kernels -> {
              List<INDArray> out = List.of(x.dup('c'), table.ulike());
              kernels.table().addSums(table, indices, out.get(0));
              kernels.table().gradient(indices, x, out.get(1));
              return out;
            }));
  }

  @Test
  void theTableGradientAddsOverRepeatedIndices() {
    INDArray dy = Nd4j.createFromArray(new float[][] {{1, 2}, {3, 4}, {5, 6}, {7, 8}});
    int[] indices = {1, 0, 1, TableKernel.PADDING};
    INDArray expected = Nd4j.createFromArray(new float[][] {{3, 4}, {6, 8}, {0, 0}});
    for (Kernels kernels : Kernels.values()) {
      INDArray gradient = Nd4j.ones(DataType.FLOAT, 3, 2);
      kernels.table().gradient(indices, dy, gradient);
      assertThat(gradient).isEqualTo(expected);
    }
  }

  @Test
  void droppingKeepsTheMeanAndIsAFunctionOfTheSeed() {
    INDArray first = Nd4j.ones(DataType.FLOAT, 100_000);
    new Dropping(0.3, 7).apply(first);
    assertThat(first.meanNumber().doubleValue()).isBetween(0.99, 1.01);
    assertThat(first.eq(0).castTo(DataType.FLOAT).meanNumber().doubleValue())
        .isBetween(0.295, 0.305);
    INDArray again = Nd4j.ones(DataType.FLOAT, 100_000);
    new Dropping(0.3, 7).apply(again);
    assertThat(again).isEqualTo(first);
    assertThat(new Dropping(0.3, 7).multiplier(DataType.FLOAT, 100_000)).isEqualTo(first);
    INDArray other = Nd4j.ones(DataType.FLOAT, 100_000);
    new Dropping(0.3, 8).apply(other);
    // two independent choices agree in 0.7 * 0.7 + 0.3 * 0.3 = 0.58 of all places
    assertThat(other.eq(first).castTo(DataType.FLOAT).meanNumber().doubleValue())
        .isBetween(0.57, 0.59);
  }

  private void assertAttentionAgrees(AttentionShape shape, StepMask mask, Dropping dropping) {
    INDArray x = normal('c', shape.rows(), shape.features());
    INDArray dy = normal('c', shape.rows(), shape.outputs());
    mask.clearPadding(dy);
    var weights =
        new AttentionKernel.Weights(
            normal('f', shape.features(), 3L * shape.width()),
            normal('c', 1, 3L * shape.width()),
            normal('f', shape.width(), shape.outputs()),
            normal('c', 1, shape.outputs()));
    assertAgree(
        both(
            kernels -> {
              AttentionKernel kernel = kernels.attention();
              INDArray y = dy.ulike();
              kernel.forward(shape, weights, x, mask, dropping, y);
              mask.clearPadding(y);
              INDArray dx = x.ulike();
              var g =
                  new AttentionKernel.Weights(
                      weights.qkv().ulike(),
                      weights.qkvBias().ulike(),
                      weights.out().ulike(),
                      weights.outBias().ulike());
              kernel.backward(weights, x, dy, dx, g);
              return List.of(y, dx, g.qkv(), g.qkvBias(), g.out(), g.outBias(), kernel.attention());
            }));
  }

  private static List<List<INDArray>> both(Function<Kernels, List<INDArray>> run) {
    return Arrays.stream(Kernels.values()).map(run).toList();
  }

  private static void assertAgree(List<List<INDArray>> results) {
    for (int i = 0; i < results.get(0).size(); i++) {
      Near.assertNear(results.get(0).get(i), results.get(1).get(i), BOUND, "result " + i);
    }
  }

  private int size(int bound) {
    return 1 + random.nextInt(bound);
  }

  private StepMask mask(int sequences, int steps, boolean padded) {
    if (!padded) {
      return StepMask.of(null, sequences, steps);
    }
    INDArray mask = Nd4j.create(DataType.FLOAT, sequences, steps);
    for (int n = 0; n < sequences; n++) {
      int from = random.nextInt(steps + 1); // may leave no real step at all
      int to = from + random.nextInt(steps + 1 - from);
      for (int t = from; t < to; t++) {
        mask.putScalar(n, t, 1);
      }
    }
    return StepMask.of(mask, sequences, steps);
  }

  private static INDArray normal(char order, long rows, long columns) {
    double scale = order == 'f' ? 1 / Math.sqrt((double) rows) : 1;
    return Nd4j.randn(order, rows, columns).castTo(DataType.FLOAT).muli(scale).dup(order);
  }
}
