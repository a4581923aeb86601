package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.layers.kernel.DenseKernel;
import org.menagerie.layers.kernel.Fused;
import org.menagerie.layers.kernel.Kernels;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class DenseTest {
  private static final DataType D = DataType.DOUBLE;
  private static final DataType F = DataType.FLOAT;

  @ParameterizedTest
  @ValueSource(strings = {"IDENTITY", "RELU", "TANH", "SIGMOID", "ELU", "SOFTMAX"})
  void gradientsAreRightForFusedAndOtherActivations(String activation) {
    for (int batch : new int[] {1, 7}) {
      ComputationGraph graph = classifier(D, Activation.valueOf(activation), true);
      GradientCheck.assertRight(
          graph, new DataSet(Graphs.normal(D, 1, batch, 5), Graphs.oneHot(D, batch, 3)));
    }
  }

  @Test
  void gradientsAreRightWithoutABias() {
    ComputationGraph graph = classifier(D, Activation.TANH, false);
    assertThat(graph.getLayer("b").paramTable()).containsOnlyKeys("W");
    GradientCheck.assertRight(
        graph, new DataSet(Graphs.normal(D, 1, 7, 5), Graphs.oneHot(D, 7, 3)));
  }

  @Test
  void gradientsAreRightPerStepWithAMask() {
    INDArray mask = Nd4j.ones(D, 3, 5);
    mask.putScalar(0, 4, 0).putScalar(2, 0, 0);
    INDArray labels = Graphs.oneHot(D, 15, 4).reshape('c', 3, 5, 4).permute(0, 2, 1).dup('c');
    GradientCheck.assertRight(
        perStep(D), new DataSet(Graphs.normal(D, 1, 3, 2, 5), labels, mask, mask));
  }

  @Test
  void maskedStepsAreZero() {
    ComputationGraph graph = perStep(F);
    INDArray mask = Nd4j.ones(F, 3, 5);
    mask.putScalar(1, 3, 0);
    graph.setLayerMaskArrays(new INDArray[] {mask}, null);
    INDArray hidden = graph.feedForward(Graphs.normal(F, 1, 3, 2, 5), false).get("b");
    assertThat(hidden.slice(1).getColumn(3).amaxNumber().doubleValue()).isZero();
    assertThat(hidden.slice(1).getColumn(2).amaxNumber().doubleValue()).isPositive();
  }

  @ParameterizedTest
  @EnumSource(Fused.class)
  void oneDnnEqualsTheReference(Fused activation) {
    Random random = new Random(5);
    for (int i = 0; i < 20; i++) {
      int rows = 1 + random.nextInt(40);
      int in = 1 + random.nextInt(70);
      int out = 1 + random.nextInt(70);
      compareKernels(activation, rows, in, out, random.nextBoolean());
    }
  }

  @Test
  void equalsStockDeeplearning4jWithItsParameters() {
    ComputationGraph ours = classifier(F, Activation.RELU, true);
    ComputationGraph stock =
        Graphs.of(
            F,
            InputType.feedForward(5),
            g ->
                g.addLayer("a", stockDense(6, Activation.TANH), "in")
                    .addLayer("b", stockDense(7, Activation.RELU), "a")
                    .addLayer("out", output(), "b")
                    .setOutputs("out"));
    stock.setParams(ours.params());
    DataSet data = new DataSet(Graphs.normal(F, 1, 9, 5), Graphs.oneHot(F, 9, 3));
    Near.assertNear(
        ours.outputSingle(data.getFeatures()), stock.outputSingle(data.getFeatures()), 1e-5, "y");
    for (int i = 0; i < 5; i++) {
      ours.fit(data);
      stock.fit(data);
    }
    Near.assertNear(ours.params(), stock.params(), 1e-5, "parameters after 5 steps");
  }

  @Test
  void anyMemoryOrderOfASequenceGivesTheSameOutput() {
    ComputationGraph graph = perStep(F);
    INDArray x = Graphs.normal(F, 1, 3, 2, 5);
    INDArray expected = graph.outputSingle(x);
    INDArray stepMajor = x.permute(2, 0, 1).dup('c').permute(1, 2, 0);
    INDArray batchMajor = x.permute(0, 2, 1).dup('c').permute(0, 2, 1);
    for (INDArray other : new INDArray[] {x.dup('f'), stepMajor, batchMajor}) {
      Near.assertNear(graph.outputSingle(other), expected, 1e-6, "y");
    }
  }

  @Test
  void aSavedModelAnswersAsBefore() {
    RoundTrip.assertUnchanged(classifier(F, Activation.RELU, false), Graphs.normal(F, 1, 4, 5));
  }

  private static void compareKernels(Fused activation, int rows, int in, int out, boolean bias) {
    INDArray x = Graphs.normal(F, 1, rows, in);
    INDArray w = Graphs.normal(F, 2, in, out).dup('f');
    INDArray b = bias ? Graphs.normal(F, 3, out) : null;
    INDArray dy = Graphs.normal(F, 4, rows, out);
    Map<Kernels, INDArray[]> results = new EnumMap<>(Kernels.class);
    for (Kernels kernels : Kernels.values()) {
      DenseKernel kernel = kernels.dense(activation);
      INDArray y = Nd4j.create(F, rows, out);
      kernel.forward(x, w, b, y, true);
      INDArray dw = Nd4j.valueArrayOf(new long[] {in, out}, 9f, F).dup('f');
      INDArray db = bias ? Nd4j.valueArrayOf(new long[] {out}, 9f, F) : null;
      INDArray dx = Nd4j.create(F, rows, in);
      INDArray before = y.dup();
      y.muli(3); // as a next layer's dropout may do
      kernel.backward(x, w, dy, dw, db, dx);
      results.put(kernels, new INDArray[] {before, dw, dx, bias ? db : dx});
    }
    String[] names = {"y", "dW", "dx", "db"};
    for (int i = 0; i < names.length; i++) {
      String what = "%s of %s %d x %d x %d".formatted(names[i], activation, rows, in, out);
      Near.assertNear(results.get(Kernels.ONEDNN)[i], results.get(Kernels.ND4J)[i], 1e-4, what);
    }
  }

  private static ComputationGraph classifier(DataType type, Activation activation, boolean bias) {
    return Graphs.of(
        type,
        InputType.feedForward(5),
        g ->
            g.addLayer("a", dense(6, Activation.TANH, true), "in")
                .addLayer("b", dense(7, activation, bias), "a")
                .addLayer("out", output(), "b")
                .setOutputs("out"));
  }

  private static ComputationGraph perStep(DataType type) {
    RnnOutputLayer output =
        new RnnOutputLayer.Builder().nOut(4).activation(Activation.SOFTMAX).build();
    return Graphs.of(
        type,
        InputType.recurrent(2),
        g ->
            g.addLayer("a", dense(3, Activation.ELU, true), "in")
                .addLayer("b", dense(5, Activation.TANH, true), "a")
                .addLayer("out", output, "b")
                .setOutputs("out"));
  }

  private static Dense dense(int out, Activation activation, boolean bias) {
    return new Dense.Builder().nOut(out).activation(activation).hasBias(bias).build();
  }

  private static DenseLayer stockDense(int out, Activation activation) {
    return new DenseLayer.Builder().nOut(out).activation(activation).build();
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build();
  }
}
