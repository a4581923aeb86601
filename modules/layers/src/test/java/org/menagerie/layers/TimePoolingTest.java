package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.menagerie.layers.TimePooling.Mode;
import org.menagerie.layers.kernel.Kernels;
import org.menagerie.layers.kernel.TimePoolingKernel;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

class TimePoolingTest {
  private static final DataType D = DataType.DOUBLE;
  private static final DataType F = DataType.FLOAT;

  @ParameterizedTest
  @EnumSource
  void poolsAWorkedExample(Mode mode) {
    INDArray x =
        Nd4j.createFromArray(
            new float[][][] {
              {{9, 1, 5, 3, 9}, {9, -4, -8, -6, 9}}, {{1, 2, 3, 4, 5}, {5, 4, 3, 2, 1}}
            });
    INDArray mask = Nd4j.createFromArray(new float[][] {{0, 1, 1, 1, 0}, {0, 0, 0, 0, 0}});
    float[] expected =
        switch (mode) {
          case LAST -> new float[] {3, -6};
          case FIRST -> new float[] {1, -4};
          case ENDS -> new float[] {3, -4};
          case MEAN -> new float[] {3, -6};
          case MAX -> new float[] {5, -4};
        };
    for (Kernels family : Kernels.values()) {
      INDArray out = Nd4j.valueArrayOf(new long[] {2, 2}, 7f, F).dup('f');
      family.timePooling(mode).forward(x, mask, out);
      assertThat(out.getRow(0).toFloatVector()).as("%s", family).containsExactly(expected);
      assertThat(out.getRow(1).toFloatVector()).as("no real step").containsExactly(0, 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAreRightWithAndWithoutMasks(Mode mode) {
    for (int[] size : new int[][] {{1, 1}, {3, 5}}) {
      INDArray x = Graphs.normal(D, 1, size[0], 3, size[1]);
      INDArray labels = Graphs.oneHot(D, size[0], 3);
      INDArray mask = Sequences.mask(D, size[0], size[1]);
      GradientCheck.assertRight(graph(D, mode), new DataSet(x, labels));
      GradientCheck.assertRight(graph(D, mode), new DataSet(x, labels, mask, null));
    }
  }

  @Test
  void lanesShareTheStepsOfALongSequence() {
    INDArray x = Graphs.normal(F, 8, 64, 32, 131).dup('f');
    INDArray epsilon = Graphs.normal(F, 9, 64, 32);
    INDArray expected = Nd4j.create(F, new long[] {64, 32}, 'f');
    INDArray expectedDx = Nd4j.create(F, x.shape(), 'f');
    TimePoolingKernel reference = Kernels.ND4J.timePooling(Mode.MEAN);
    reference.forward(x, null, expected);
    reference.backward(epsilon, expectedDx);
    for (int threads = 1; threads <= 3; threads++) {
      INDArray out = Nd4j.valueArrayOf(new long[] {64, 32}, 7f, F).dup('f');
      INDArray dx = Nd4j.valueArrayOf(x.shape(), 7f, F).dup('f');
      TimePoolingKernel kernel = Kernels.ONEDNN.timePooling(Mode.MEAN);
      Threads.configure(threads);
      try {
        kernel.forward(x, null, out);
        kernel.backward(epsilon, dx);
      } finally {
        Threads.configure(1);
      }
      assertThat(out.equalsWithEps(expected, 1e-5)).as("%d threads", threads).isTrue();
      assertThat(dx.equalsWithEps(expectedDx, 1e-5)).as("%d threads", threads).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void javaEqualsTheReference(Mode mode) {
    Random random = new Random(5);
    for (int i = 0; i < 20; i++) {
      int batch = 1 + random.nextInt(9);
      int features = 2 * (1 + random.nextInt(9));
      int steps = 1 + random.nextInt(9);
      INDArray x = Graphs.normal(F, i, batch, features, steps);
      INDArray mask = random.nextBoolean() ? Sequences.mask(F, batch, steps) : null;
      INDArray epsilon = Graphs.normal(F, 3, batch, features);
      INDArray[] ours = run(Kernels.ONEDNN.timePooling(mode), x, mask, epsilon);
      INDArray[] reference = run(Kernels.ND4J.timePooling(mode), x, mask, epsilon);
      Near.assertNear(ours[0], reference[0], 1e-5, "y");
      Near.assertNear(ours[1], reference[1], 1e-5, "dx");
    }
  }

  private static INDArray[] run(
      TimePoolingKernel kernel, INDArray x, INDArray mask, INDArray epsilon) {
    INDArray y = Nd4j.create(F, epsilon.shape(), 'f');
    INDArray dx = Nd4j.valueArrayOf(x.shape(), 9f, F).dup('f');
    kernel.forward(x, mask, y);
    kernel.backward(epsilon, dx);
    return new INDArray[] {y, dx};
  }

  @ParameterizedTest
  @EnumSource
  void paddingMayHoldAnything(Mode mode) {
    for (Kernels family : Kernels.values()) {
      INDArray x = Graphs.normal(F, 1, 3, 4, 5);
      INDArray expected = Nd4j.create(F, new long[] {3, 4}, 'f');
      INDArray actual = expected.dup('f');
      family.timePooling(mode).forward(x, null, expected);
      INDArray padded = Sequences.pad(x, 2, 1, Double.NaN);
      family.timePooling(mode).forward(padded, Sequences.maskAround(F, 3, 2, 5, 1), actual);
      Near.assertNear(actual, expected, 1e-6, family + " " + mode);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MEAN", "MAX"})
  void aBatchTooLargeForOneSliceIsPooledAlike(Mode mode) {
    int batch = 331; // of 6,400 floats each: two slices and a part
    INDArray x = Graphs.normal(F, 1, batch, 64, 100);
    INDArray epsilon = Graphs.normal(F, 2, batch, 64);
    INDArray mask = StepGraphs.mask(F, batch, 100);
    INDArray[] whole = run(Kernels.ONEDNN.timePooling(mode), x, mask, epsilon);
    for (int from = 0; from < batch; from += 166) {
      INDArrayIndex some = NDArrayIndex.interval(from, Math.min(batch, from + 166));
      INDArray[] part =
          run(
              Kernels.ONEDNN.timePooling(mode),
              x.get(some).dup(),
              mask.get(some).dup(),
              epsilon.get(some).dup());
      assertThat(whole[0].get(some)).as("y").isEqualTo(part[0]);
      assertThat(whole[1].get(some)).as("dx").isEqualTo(part[1]);
    }
  }

  @Test
  void endsNeedsTwoHalves() {
    TimePooling layer = new TimePooling(Mode.ENDS);
    assertThatThrownBy(() -> layer.getOutputType(0, InputType.recurrent(3)))
        .hasMessageContaining("needs an even number of features, was 3");
  }

  @Test
  void survivesJson() {
    ComputationGraphConfiguration before = graph(F, Mode.MAX).getConfiguration();
    assertThat(ComputationGraphConfiguration.fromJson(before.toJson())).isEqualTo(before);
  }

  private static ComputationGraph graph(DataType type, Mode mode) {
    return Graphs.of(
        type,
        InputType.recurrent(3),
        g ->
            g.addLayer("a", new Dense.Builder().nOut(4).activation(Activation.TANH).build(), "in")
                .addLayer("pool", new TimePooling(mode), "a")
                .addLayer("out", Sequences.output(3), "pool")
                .setOutputs("out"));
  }
}
