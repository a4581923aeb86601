package org.menagerie.layers;

import static org.menagerie.layers.StepGraphs.batch;
import static org.menagerie.layers.StepGraphs.classes;
import static org.menagerie.layers.StepGraphs.classesPerStep;
import static org.menagerie.layers.StepGraphs.mask;
import static org.menagerie.layers.StepGraphs.sequences;
import static org.menagerie.layers.StepGraphs.tokens;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.menagerie.layers.kernel.FeedForwardKernel.Hidden;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Analytic gradients against differences of the score, in double precision. */
class AttentionGradientTest {
  private static final DataType TYPE = DataType.DOUBLE;

  @ParameterizedTest
  @CsvSource({
    "2, 5, 4, 1, false, true, 2",
    "2, 4, 4, 2, true, true, 2",
    "3, 7, 5, 3, false, false, 1",
    "1, 1, 4, 2, true, false, 1",
    "1, 5, 3, 1, true, true, 1"
  })
  void attention(
      int examples, int steps, int width, int heads, boolean causal, boolean masked, int depth) {
    Layer[] layers = new Layer[depth]; // the deep ones check dX too
    for (int i = 0; i < depth; i++) {
      layers[i] = new MultiHeadAttention.Builder(heads).headSize(2).causal(causal).build();
    }
    checkPerStep(examples, steps, width, masked, layers);
  }

  @Test
  void attentionOfAnotherWidth() {
    checkPerStep(2, 5, 3, true, new MultiHeadAttention.Builder(2).headSize(5).nOut(7).build());
  }

  @Test
  void attentionWithDropout() {
    checkPerStep(
        3,
        5,
        4,
        true,
        new LearnedPositions.Builder(5).build(),
        new MultiHeadAttention.Builder(2).attentionDropout(0.3).outputDropout(0.2).build());
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 5, false", "3, 5, 4, true", "2, 7, 3, false"})
  void layerNormalisation(int examples, int steps, int width, boolean masked) {
    Layer[] layers = {
      new FeedForward.Builder(5).build(),
      new LayerNormalization.Builder().build(),
      new LayerNormalization.Builder().epsilon(0.1).build()
    };
    checkPerStep(examples, steps, width, masked, layers);
  }

  @Test
  void transformerBlock() {
    Layer[] layers = {
      new Residual.Builder(
              new LayerNormalization.Builder().build(),
              new MultiHeadAttention.Builder(2).attentionDropout(0.2).build())
          .build(),
      new Residual.Builder(
              new LayerNormalization.Builder().build(), new FeedForward.Builder(3).build())
          .build()
    };
    checkPerStep(2, 4, 4, true, layers);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void residualBranchWithInputDropout(boolean masked) {
    Layer[] layers = {
      new LearnedPositions.Builder(4).build(),
      new Residual.Builder(
              new LayerNormalization.Builder().dropOut(new FixedDropout()).build(),
              new FeedForward.Builder(3).dropOut(new FixedDropout()).build())
          .build()
    };
    checkPerStep(2, 4, 4, masked, layers);
  }

  @Test
  void geluInADenseLayer() {
    Layer dense = new Dense.Builder().nOut(5).activation(new GeluActivation()).build();
    ComputationGraph graph = StepGraphs.flat(TYPE, InputType.feedForward(3), dense);
    GradientCheck.assertRight(graph, batch(sequences(TYPE, 1, 5, 3), classes(TYPE, 5), null));
  }

  @Test
  void layersOnExamplesWithoutSteps() {
    Layer[] layers = {
      new FeedForward.Builder(5).nOut(4).build(), new LayerNormalization.Builder().build()
    };
    ComputationGraph graph = StepGraphs.flat(TYPE, InputType.feedForward(3), layers);
    GradientCheck.assertRight(graph, batch(sequences(TYPE, 1, 5, 3), classes(TYPE, 5), null));
  }

  @ParameterizedTest
  @CsvSource({"GELU, 0, false", "GELU, 0.4, true", "RELU, 0, true", "RELU, 0.4, false"})
  void feedForward(Hidden hidden, double dropout, boolean masked) {
    FeedForward layer =
        new FeedForward.Builder(7)
            .hidden(hidden)
            .hiddenDropout(dropout)
            .outputDropout(dropout / 2)
            .build();
    checkPerStep(3, 5, 4, masked, new LearnedPositions.Builder(9).build(), layer);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void positionsAndEmbedding(boolean masked) {
    Layer[] layers = {
      new TokenEmbedding.Builder().nIn(4).nOut(5).build(),
      new SinusoidalPositions.Builder().build(),
      new LearnedPositions.Builder(7).build(),
      new MultiHeadAttention.Builder(1).build()
    };
    ComputationGraph graph = StepGraphs.perStep(TYPE, InputType.recurrent(1, 7), layers);
    INDArray mask = masked ? mask(TYPE, 3, 7) : null;
    GradientCheck.assertRight(
        graph, batch(tokens(TYPE, 2, 4, 3, 1, 7), classesPerStep(TYPE, 3, 7), mask));
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void vectorsOfNgrams(boolean masked) {
    Layer[] layers = {
      new TokenEmbedding.Builder().nIn(4).nOut(5).ngrams(3, 7).tokenDropout(0.3, 1).build(),
      new MultiHeadAttention.Builder(1).build()
    };
    ComputationGraph graph = StepGraphs.perStep(TYPE, InputType.recurrent(1, 7), layers);
    INDArray mask = masked ? mask(TYPE, 3, 7) : null;
    GradientCheck.assertRight(
        graph, batch(tokens(TYPE, 2, 4, 3, 1, 7), classesPerStep(TYPE, 3, 7), mask));
  }

  @ParameterizedTest
  @CsvSource({"4, 5, true", "3, 5, false", "1, 1, false"})
  void attentionPoolingAfterClassToken(int examples, int steps, boolean masked) {
    Layer[] layers = {
      new FeedForward.Builder(3).build(),
      new ClassToken.Builder().build(),
      new MultiHeadAttention.Builder(2).headSize(2).build(),
      new AttentionPooling.Builder(3).build()
    };
    ComputationGraph graph = StepGraphs.flat(TYPE, InputType.recurrent(4, steps), layers);
    INDArray mask = masked ? mask(TYPE, examples, steps) : null;
    INDArray features = sequences(TYPE, 3, examples, 4, steps);
    GradientCheck.assertRight(graph, batch(features, classes(TYPE, examples), mask));
  }

  @ParameterizedTest
  @CsvSource({"4, 5, true", "1, 1, false"})
  void firstStepAfterClassToken(int examples, int steps, boolean masked) {
    Layer[] layers = {
      new FeedForward.Builder(3).build(),
      new ClassToken.Builder().build(),
      new MultiHeadAttention.Builder(2).headSize(2).build(),
      new TimePooling(TimePooling.Mode.FIRST)
    };
    ComputationGraph graph = StepGraphs.flat(TYPE, InputType.recurrent(4, steps), layers);
    INDArray mask = masked ? mask(TYPE, examples, steps) : null;
    INDArray features = sequences(TYPE, 3, examples, 4, steps);
    GradientCheck.assertRight(graph, batch(features, classes(TYPE, examples), mask));
  }

  private static void checkPerStep(
      int examples, int steps, int width, boolean masked, Layer... layers) {
    ComputationGraph graph = StepGraphs.perStep(TYPE, InputType.recurrent(width, steps), layers);
    INDArray mask = masked ? mask(TYPE, examples, steps) : null;
    INDArray features = sequences(TYPE, 4, examples, width, steps);
    GradientCheck.assertRight(graph, batch(features, classesPerStep(TYPE, examples, steps), mask));
  }
}
