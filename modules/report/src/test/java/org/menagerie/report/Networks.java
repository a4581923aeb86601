package org.menagerie.report;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.core.InputShape;
import org.menagerie.data.Encoder;
import org.menagerie.data.SymbolEncoder;
import org.menagerie.layers.Lstm;
import org.menagerie.layers.SoftmaxOutput;
import org.menagerie.layers.TimePooling;
import org.menagerie.layers.TokenEmbedding;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks that were not trained. */
final class Networks {
  private Networks() {}

  /** Reads symbols through a recurrent layer and says the next at every step. */
  static ComputationGraph ofSymbols(SymbolEncoder encoder) {
    return ofSymbols(encoder, new Lstm.Builder().nOut(7).build());
  }

  /** Reads symbols through any layer. */
  static ComputationGraph ofSymbols(SymbolEncoder encoder, Layer layer) {
    int vocabulary = encoder.input().vocabulary();
    var graph =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .graphBuilder()
            .addInputs("in")
            .setInputTypes(InputType.feedForward(encoder.steps()))
            .addLayer("symbols", new TokenEmbedding.Builder().nIn(vocabulary).nOut(8).build(), "in")
            .addLayer("steps", layer, "symbols")
            .addLayer(
                "out",
                new SoftmaxOutput.Builder()
                    .nOut(encoder.target().size())
                    .activation(Activation.SOFTMAX)
                    .build(),
                "steps")
            .setOutputs("out");
    ComputationGraph network = new ComputationGraph(graph.build());
    network.init();
    network.params().muli(4); // clear preferences
    return network;
  }

  /** Says a class of every step. */
  static ComputationGraph ofSteps(Encoder encoder) {
    InputShape.Sequence input = (InputShape.Sequence) encoder.input();
    var graph =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .graphBuilder()
            .addInputs("in")
            .setInputTypes(InputType.recurrent(input.features(), input.steps()))
            .addLayer(
                "out",
                new RnnOutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(encoder.target().size())
                    .activation(Activation.SOFTMAX)
                    .build(),
                "in")
            .setOutputs("out");
    ComputationGraph network = new ComputationGraph(graph.build());
    network.init();
    return network;
  }

  /** Says the same numbers whatever it reads. */
  static ComputationGraph constant(Encoder encoder, double number) {
    int features = ((InputShape.Sequence) encoder.input()).features();
    var graph =
        new NeuralNetConfiguration.Builder()
            .graphBuilder()
            .addInputs("in")
            .setInputTypes(InputType.recurrent(features))
            .addLayer("last", new TimePooling(TimePooling.Mode.LAST), "in")
            .addLayer(
                "out",
                new OutputLayer.Builder(LossFunction.MSE)
                    .nOut(encoder.target().size())
                    .activation(Activation.IDENTITY)
                    .build(),
                "last")
            .setOutputs("out");
    ComputationGraph network = new ComputationGraph(graph.build());
    network.init();
    network.params().assign(0);
    network.getLayer("out").getParam("b").assign(number);
    return network;
  }
}
