package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.menagerie.layers.StepGraphs.batch;
import static org.menagerie.layers.StepGraphs.classes;
import static org.menagerie.layers.StepGraphs.mask;
import static org.menagerie.layers.StepGraphs.sequences;
import static org.menagerie.layers.StepGraphs.tokens;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.data.Offset;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.layers.kernel.FeedForwardKernel.Hidden;
import org.menagerie.layers.runtime.AttentionPoolingRuntime;
import org.menagerie.layers.runtime.MultiHeadAttentionRuntime;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What the layers over steps promise, as layers of a ComputationGraph. */
class AttentionLayersTest {
  private static final DataType TYPE = DataType.FLOAT;
  private static final int WIDTH = 8;

  @Test
  void attentionEqualsItsFormula() {
    MultiHeadAttention layer = new MultiHeadAttention.Builder(2).causal(true).build();
    ComputationGraph graph = StepGraphs.perStep(TYPE, InputType.recurrent(WIDTH, 5), layer);
    INDArray x = sequences(TYPE, 1, 3, WIDTH, 5);
    INDArray actual = graph.feedForward(x, false).get("0");
    for (int n = 0; n < 3; n++) {
      INDArray rows = x.get(NDArrayIndex.point(n)).transpose().castTo(DataType.DOUBLE);
      INDArray expected = formula(graph, rows).transpose().castTo(TYPE);
      Near.assertNear(actual.get(NDArrayIndex.point(n)), expected, 1e-5, "sequence " + n);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theOrderOfTheStepsMattersWithPositionsAlone(boolean positions) {
    Layer first =
        positions
            ? new SinusoidalPositions.Builder().build()
            : new LayerNormalization.Builder().build();
    ComputationGraph graph =
        StepGraphs.pooled(
            TYPE, InputType.recurrent(WIDTH, 6), first, new MultiHeadAttention.Builder(2).build());
    INDArray x = sequences(TYPE, 2, 2, WIDTH, 6);
    INDArray reversed = Nd4j.create(TYPE, x.shape());
    for (int t = 0; t < 6; t++) {
      reversed.slice(t, 2).assign(x.slice(5 - t, 2));
    }
    INDArray difference = graph.outputSingle(x).sub(graph.outputSingle(reversed));
    double largest = difference.amaxNumber().doubleValue();
    if (positions) {
      assertThat(largest).isGreaterThan(1e-3);
    } else {
      assertThat(largest).isLessThan(1e-6);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void paddingChangesNeitherOutputsNorGradients(boolean causal) {
    ComputationGraph graph = encoder(TYPE, causal);
    INDArray x = tokens(TYPE, 3, 9, 2, 1, 4);
    INDArray labels = classes(TYPE, 2);
    // behind in the first sequence, in front in the second; the padding holds other tokens
    INDArray padded = tokens(TYPE, 4, 9, 2, 1, 7);
    INDArray mask = Nd4j.zeros(TYPE, 2, 7);
    for (int n = 0; n < 2; n++) {
      for (int t = 0; t < 4; t++) {
        padded.putScalar(n, 0, t + 3 * n, x.getDouble(n, 0, t));
        mask.putScalar(n, t + 3 * n, 1);
      }
    }
    INDArray expected = graph.outputSingle(x);
    INDArray[] masks = {mask};
    Near.assertNear(
        graph.output(false, new INDArray[] {padded}, masks)[0], expected, 1e-6, "output");
    var without = GradientCheck.gradients(graph, batch(x, labels, null));
    var with = GradientCheck.gradients(graph, batch(padded, labels, mask));
    without.forEach((name, g) -> Near.assertNear(with.get(name), g, 1e-5, name));
  }

  @Test
  void aSequenceOfPaddingGivesZerosAndNoNaN() {
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      MultiHeadAttention attention = new MultiHeadAttention.Builder(2).causal(true).build();
      AttentionPooling pooling = new AttentionPooling.Builder(3).build();
      ComputationGraph graph =
          StepGraphs.flat(type, InputType.recurrent(WIDTH, 5), attention, pooling);
      INDArray mask = mask(type, 3, 5);
      mask.getRow(1).assign(0);
      DataSet data = batch(sequences(type, 5, 3, WIDTH, 5), classes(type, 3), mask);
      graph.setLayerMaskArrays(new INDArray[] {mask}, null);
      var activations = graph.feedForward(data.getFeatures(), false);
      assertThat(activations.get("0").slice(1).amaxNumber().doubleValue()).isZero();
      assertThat(activations.get("1").slice(1).amaxNumber().doubleValue()).isZero();
      assertThat(attention(graph, "0").slice(1).amaxNumber().doubleValue()).isZero();
      GradientCheck.gradients(graph, data)
          .forEach((name, g) -> assertThat(g.sumNumber().doubleValue()).as(name).isFinite());
    }
  }

  @Test
  void attentionWeightsAddUpToOneOverRealSteps() {
    ComputationGraph graph = encoder(TYPE, true);
    INDArray mask = mask(TYPE, 4, 6);
    graph.output(false, new INDArray[] {tokens(TYPE, 6, 9, 4, 1, 6)}, new INDArray[] {mask});
    INDArray weights = attention(graph, "2");
    for (int n = 0; n < 4; n++) {
      for (int t = 0; t < 6; t++) {
        INDArray row = weights.get(NDArrayIndex.point(n), NDArrayIndex.point(1)).getRow(t);
        assertThat(row.sumNumber().doubleValue()).isCloseTo(mask.getDouble(n, t), within());
        for (int key = 0; key < 6; key++) {
          if (key > t || mask.getDouble(n, key) == 0) {
            assertThat(row.getDouble(key)).isZero();
          }
        }
      }
    }
    INDArray pooled = ((AttentionPoolingRuntime) graph.getLayer("5")).attention();
    assertThat(pooled.shape()).isEqualTo(new long[] {4, 6});
    assertThat(pooled.sumNumber().doubleValue()).isCloseTo(4, within());
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void savedModelsGiveTheSameOutput(DataType type) throws IOException {
    ComputationGraph graph = encoder(type, true);
    INDArray x = tokens(type, 7, 9, 3, 1, 5);
    graph.fit(batch(x, classes(type, 3), mask(type, 3, 5)));
    ComputationGraphConfiguration conf = graph.getConfiguration();
    assertThat(ComputationGraphConfiguration.fromJson(conf.toJson())).isEqualTo(conf);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ModelSerializer.writeModel(graph, bytes, true);
    ComputationGraph read =
        ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(read.outputSingle(x)).isEqualTo(graph.outputSingle(x));
  }

  @Test
  void dropoutIsAFunctionOfTheSeedAndOffAtInference() {
    MultiHeadAttention attention =
        new MultiHeadAttention.Builder(2).attentionDropout(0.4).outputDropout(0.3).build();
    FeedForward feedForward =
        new FeedForward.Builder(9).hidden(Hidden.RELU).hiddenDropout(0.5).build();
    InputType input = InputType.recurrent(WIDTH, 5);
    ComputationGraph graph = StepGraphs.pooled(TYPE, input, attention, feedForward);
    ComputationGraph same = StepGraphs.pooled(TYPE, input, attention, feedForward);
    INDArray x = sequences(TYPE, 8, 3, WIDTH, 5);
    DataSet data = batch(x, classes(TYPE, 3), null);
    assertThat(graph.outputSingle(x)).isEqualTo(graph.outputSingle(x));
    INDArray first = graph.output(true, x)[0];
    assertThat(first).isNotEqualTo(graph.outputSingle(x)).isEqualTo(same.output(true, x)[0]);
    for (int i = 0; i < 3; i++) {
      graph.fit(data);
      same.fit(data);
    }
    assertThat(graph.params()).isEqualTo(same.params());
  }

  @Test
  void lengthsAndBatchSizesMayChange() {
    ComputationGraph graph = encoder(TYPE, false);
    INDArray x = tokens(TYPE, 9, 9, 1, 1, 4);
    INDArray before = graph.outputSingle(x).dup();
    for (int i = 1; i < 30; i++) {
      INDArray other = tokens(TYPE, i, 9, 1 + i % 7, 1, 1 + i % 11);
      assertThat(graph.outputSingle(other).shape()).isEqualTo(new long[] {1 + i % 7, 3});
    }
    assertThat(graph.outputSingle(x)).isEqualTo(before);
  }

  @Test
  void twoNetworksTrainInTwoThreadsAsInOne() throws Exception {
    List<INDArray> alone = List.of(trained(1), trained(2));
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      List<Future<INDArray>> together = new ArrayList<>();
      for (int seed = 1; seed <= 2; seed++) {
        int chosen = seed;
        together.add(pool.submit(() -> trained(chosen)));
      }
      assertThat(together.get(0).get()).isEqualTo(alone.get(0));
      assertThat(together.get(1).get()).isEqualTo(alone.get(1));
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void aResidualLayerEqualsASumInTheGraph() {
    FeedForward branch = new FeedForward.Builder(5).build();
    InputType input = InputType.recurrent(WIDTH, 5);
    ComputationGraph inner = StepGraphs.pooled(TYPE, input, new Residual.Builder(branch).build());
    ComputationGraph plain = StepGraphs.pooled(TYPE, input, new FeedForward.Builder(5).build());
    plain.setParams(inner.params());
    INDArray x = sequences(TYPE, 11, 2, WIDTH, 5);
    INDArray expected = plain.feedForward(x, false).get("0").add(x);
    Near.assertNear(inner.feedForward(x, false).get("0"), expected, 1e-6, "x + f(x)");
    assertThatThrownBy(() -> new Residual.Builder(new ClassToken.Builder().build()))
        .hasMessageContaining("layers that keep the steps");
  }

  @Test
  void theClassTokenIsWhatFirstStepPoolingGivesWhateverThePadding() {
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      ComputationGraph graph =
          StepGraphs.flat(
              type,
              InputType.recurrent(WIDTH, 6),
              new ClassToken.Builder().build(),
              new MultiHeadAttention.Builder(2).build(),
              new TimePooling(TimePooling.Mode.FIRST));
      INDArray x = sequences(type, 12, 3, WIDTH, 4);
      INDArray expected = graph.feedForward(x, false).get("1").slice(0, 2).dup();
      for (int[] padding : new int[][] {{0, 0}, {2, 0}, {0, 2}, {1, 1}}) {
        INDArray padded = Sequences.pad(x, padding[0], padding[1], 1e3);
        INDArray mask = Sequences.maskAround(type, 3, padding[0], 4, padding[1]);
        graph.setLayerMaskArrays(new INDArray[] {mask}, null);
        INDArray pooled = graph.feedForward(padded, false).get("2");
        Near.assertNear(pooled, expected, 1e-6, "pooled");
        graph.clearLayerMaskArrays();
      }
    }
  }

  @Test
  void inputDropoutInsideAResidualLayerLeavesTheSumAndInferenceAlone() {
    Residual with = new Residual.Builder(new FeedForward.Builder(5).dropOut(0.5).build()).build();
    Residual without = new Residual.Builder(new FeedForward.Builder(5).build()).build();
    InputType input = InputType.recurrent(WIDTH, 5);
    ComputationGraph dropping = StepGraphs.pooled(TYPE, input, with);
    ComputationGraph plain = StepGraphs.pooled(TYPE, input, without);
    INDArray x = sequences(TYPE, 13, 3, WIDTH, 5);
    INDArray before = x.dup();
    assertThat(dropping.outputSingle(x)).isEqualTo(plain.outputSingle(x));
    assertThat(dropping.output(true, x)[0]).isNotEqualTo(plain.outputSingle(x));
    assertThat(x).isEqualTo(before);
    // a branch that gives 0 leaves x, dropout or not
    dropping.getParam("0_0.W2").assign(0);
    dropping.getParam("0_0.b2").assign(0);
    Near.assertNear(dropping.feedForward(x, true).get("0"), x, 1e-6, "x + 0");
    RoundTrip.assertUnchanged(dropping, x);
    DataSet data = batch(x, classes(TYPE, 3), null);
    double score = dropping.score(data);
    for (int i = 0; i < 20; i++) {
      dropping.fit(data);
    }
    assertThat(dropping.score(data)).isLessThan(score);
    assertThat(dropping.getConfiguration()).isNotEqualTo(plain.getConfiguration());
  }

  @Test
  void anyMemoryOrderGivesTheSame() {
    ComputationGraph graph =
        StepGraphs.pooled(
            TYPE,
            InputType.recurrent(WIDTH, 5),
            new LayerNormalization.Builder().build(),
            new MultiHeadAttention.Builder(2).build());
    INDArray c = sequences(TYPE, 10, 3, WIDTH, 5);
    INDArray expected = graph.outputSingle(c);
    INDArray byStep = c.permute(0, 2, 1).dup('c').permute(0, 2, 1);
    assertThat(graph.outputSingle(c.dup('f'))).isEqualTo(expected);
    assertThat(graph.outputSingle(byStep)).isEqualTo(expected);
  }

  @Test
  void settingsOutOfBoundsAreNamed() {
    assertThatThrownBy(() -> new MultiHeadAttention.Builder(2).attentionDropout(1.3))
        .hasMessage("attentionDropout must be in [0, 1), was 1.3");
    assertThatThrownBy(() -> new MultiHeadAttention.Builder(0))
        .hasMessage("heads must be at least 1, was 0");
    assertThatThrownBy(
            () ->
                StepGraphs.pooled(
                    TYPE, InputType.recurrent(7, 5), new MultiHeadAttention.Builder(2).build()))
        .hasMessageContaining("width 7 is no multiple of heads 2");
    ComputationGraph graph = encoder(TYPE, false);
    assertThatThrownBy(() -> graph.outputSingle(Nd4j.create(new float[] {1, 9}, 1, 1, 2)))
        .hasMessageContaining(
            "token index must be a whole number in [0, 9), was 9 at sequence 0, step 1");
  }

  @Test
  void geluIsTheExactForm() {
    INDArray z = Nd4j.createFromArray(new float[] {-1, 0, 1, 2}).reshape(1, 4);
    INDArray expected =
        Nd4j.createFromArray(new double[] {-0.15865525, 0, 0.84134475, 1.9544997})
            .reshape(1, 4)
            .castTo(TYPE);
    INDArray epsilon = Nd4j.onesLike(z);
    INDArray slope = new GeluActivation().backprop(z.dup(), epsilon).getFirst();
    assertThat(epsilon).isEqualTo(Nd4j.onesLike(z));
    assertThat(slope.getDouble(2)).isCloseTo(1.0833155, within());
    Near.assertNear(new GeluActivation().getActivation(z, true), expected, 1e-6, "gelu");
  }

  private static INDArray trained(int seed) {
    ComputationGraph graph = encoder(TYPE, seed == 1);
    for (int i = 0; i < 20; i++) {
      int steps = 3 + (i + seed) % 4;
      INDArray x = tokens(TYPE, seed * 100L + i, 9, 4, 1, steps);
      graph.fit(batch(x, classes(TYPE, 4), mask(TYPE, 4, steps)));
    }
    return graph.params().dup();
  }

  /** Layers 0 to 5: a small transformer encoder with attention pooling. */
  private static ComputationGraph encoder(DataType type, boolean causal) {
    return StepGraphs.flat(
        type,
        InputType.recurrent(1),
        new TokenEmbedding.Builder().nIn(9).nOut(WIDTH).build(),
        new LearnedPositions.Builder(12).build(),
        new MultiHeadAttention.Builder(2).causal(causal).build(),
        new LayerNormalization.Builder().build(),
        new Residual.Builder(new FeedForward.Builder(11).build()).build(),
        new AttentionPooling.Builder(4).build());
  }

  private static INDArray attention(ComputationGraph graph, String layer) {
    return ((MultiHeadAttentionRuntime) graph.getLayer(layer)).attention();
  }

  /** Causal attention of one sequence [T, F], head by head and step by step. */
  private static INDArray formula(ComputationGraph graph, INDArray x) {
    INDArray qkv = product(graph, x, "qkv");
    int size = WIDTH / 2;
    INDArray heads = Nd4j.create(DataType.DOUBLE, x.size(0), WIDTH);
    for (int head = 0; head < 2; head++) {
      for (int t = 0; t < x.size(0); t++) {
        double[] weights = new double[t + 1];
        double sum = 0;
        for (int key = 0; key <= t; key++) {
          double score = 0;
          for (int i = head * size; i < (head + 1) * size; i++) {
            score += qkv.getDouble(t, i) * qkv.getDouble(key, WIDTH + i);
          }
          weights[key] = Math.exp(score / Math.sqrt(size));
          sum += weights[key];
        }
        for (int i = head * size; i < (head + 1) * size; i++) {
          double value = 0;
          for (int key = 0; key <= t; key++) {
            value += weights[key] / sum * qkv.getDouble(key, 2 * WIDTH + i);
          }
          heads.putScalar(t, i, value);
        }
      }
    }
    return product(graph, heads, "o");
  }

  private static INDArray product(ComputationGraph graph, INDArray x, String name) {
    INDArray weights = graph.getParam("0_W" + name).castTo(DataType.DOUBLE);
    return x.mmul(weights).addRowVector(graph.getParam("0_b" + name).castTo(DataType.DOUBLE));
  }

  private static Offset<Double> within() {
    return Offset.offset(1e-6);
  }
}
