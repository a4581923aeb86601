package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class GradientCheckTest {
  /** tanh whose gradient is one part in 100,000 too large. */
  static final class AlmostTanh extends ActivationTanH {
    private static final long serialVersionUID = 1;

    @Override
    public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
      Pair<INDArray, INDArray> exact = super.backprop(in, epsilon);
      exact.getFirst().muli(1 + 1e-5);
      return exact;
    }
  }

  @Test
  void acceptsRightGradients() {
    GradientCheck.assertRight(graph(new ActivationTanH()), data());
  }

  @Test
  void refusesGradientsThatAreOffByOnePartInAHundredThousand() {
    ComputationGraph graph = graph(new AlmostTanh());
    DataSet data = data();
    assertThatThrownBy(() -> GradientCheck.assertRight(graph, data))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("numerical");
  }

  private static DataSet data() {
    Nd4j.getRandom().setSeed(3);
    INDArray labels = Nd4j.zeros(DataType.DOUBLE, 5, 3);
    for (int i = 0; i < 5; i++) {
      labels.putScalar(i, i % 3, 1);
    }
    return new DataSet(Nd4j.randn(DataType.DOUBLE, 5, 4), labels);
  }

  private static ComputationGraph graph(ActivationTanH activation) {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(DataType.DOUBLE)
                .graphBuilder()
                .addInputs("in")
                .addLayer(
                    "dense", new DenseLayer.Builder().nOut(6).activation(activation).build(), "in")
                .addLayer(
                    "out",
                    new OutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build(),
                    "dense")
                .setOutputs("out")
                .setInputTypes(InputType.feedForward(4))
                .build());
    graph.init();
    return graph;
  }
}
