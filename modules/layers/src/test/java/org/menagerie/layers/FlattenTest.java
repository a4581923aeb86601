package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

final class FlattenTest {
  private static final int STEPS = 6;

  private final INDArray whole =
      Nd4j.create(new double[][] {{1, 2, 3, 0, 0, 0}, {4, 1, 0, 0, 0, 0}}).castTo(DataType.FLOAT);
  private final INDArray mask =
      Nd4j.create(new double[][] {{1, 1, 1, 0, 0, 0}, {1, 1, 0, 0, 0, 0}}).castTo(DataType.FLOAT);
  private final INDArray labels = Graphs.oneHot(DataType.FLOAT, 2, 2);

  @Test
  void aShorterBatchIsReadAsIfItWerePaddedWithZeros() {
    ComputationGraph network = network();
    INDArray padded = network.output(false, new INDArray[] {whole}, new INDArray[] {mask})[0];
    INDArray trimmed =
        network.output(false, new INDArray[] {first(whole, 3)}, new INDArray[] {first(mask, 3)})[0];
    assertThat(trimmed).isEqualTo(padded);
  }

  @Test
  void aShorterBatchHasTheSameGradients() {
    INDArray padded = updated(whole, mask);
    assertThat(updated(first(whole, 3), first(mask, 3))).isEqualTo(padded);
    assertThat(padded).isNotEqualTo(network().params());
  }

  @Test
  void shapesThatNoExampleHasAreRefused() {
    for (long[] shape : new long[][] {{}, {-1, 3}, {0}}) {
      assertThatThrownBy(() -> new Flatten(shape))
          .hasMessage(
              "shape of an example must be sizes of at least 1, was " + Arrays.toString(shape));
    }
  }

  @Test
  void examplesOfAnotherShapeAreRefusedAndNotFilledUp() {
    Flatten pictures = new Flatten(4, 5, 3);
    InputType grey = InputType.convolutional(4, 5, 1, CNN2DFormat.NHWC);
    assertThatThrownBy(() -> pictures.getOutputType(grey))
        .hasMessage(
            "Flatten takes examples of shape [4, 5, 3] or rows of as many values, was given "
                + grey);
    assertThatThrownBy(
            () -> pictures.preProcess(Nd4j.ones(2, 4, 5, 1), 2, LayerWorkspaceMgr.noWorkspaces()))
        .hasMessage(
            "Flatten takes examples of shape [4, 5, 3], was given a batch of shape [2, 4, 5, 1]");
    Flatten sequences = new Flatten(3, 6);
    assertThat(sequences.getOutputType(InputType.recurrent(3)))
        .isEqualTo(InputType.feedForward(18));
    assertThatThrownBy(() -> sequences.getOutputType(InputType.recurrent(2, 6)))
        .hasMessageContaining("Flatten takes examples of shape [3, 6]");
    assertThatThrownBy(
            () -> sequences.preProcess(Nd4j.ones(2, 3, 7), 2, LayerWorkspaceMgr.noWorkspaces()))
        .hasMessageContaining("was given a batch of shape [2, 3, 7]");
  }

  // the parameters after one step of plain gradient descent
  private INDArray updated(INDArray features, INDArray featuresMask) {
    ComputationGraph network = network();
    network.fit(new DataSet(features, labels, featuresMask, null));
    return network.params();
  }

  private static INDArray first(INDArray rows, int steps) {
    return rows.get(NDArrayIndex.all(), NDArrayIndex.interval(0, steps)).dup();
  }

  private static ComputationGraph network() {
    NeuralNetConfiguration.Builder builder =
        new NeuralNetConfiguration.Builder().seed(17).updater(new Sgd(0.1));
    ComputationGraph network =
        new ComputationGraph(
            builder
                .graphBuilder()
                .addInputs("in")
                .addLayer("tokens", new TokenEmbedding.Builder().nIn(5).nOut(3).build(), "in")
                .addLayer(
                    "dense",
                    new Dense.Builder().nIn(3 * STEPS).nOut(2).build(),
                    new Flatten(3, STEPS),
                    "tokens")
                .addLayer(
                    "out",
                    new LossLayer.Builder(LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .build(),
                    "dense")
                .setOutputs("out")
                .build());
    network.init();
    return network;
  }
}
