package example;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.layers.BidirectionalGru;
import org.menagerie.layers.FastAdam;
import org.menagerie.layers.OwnGradientUpdater;
import org.menagerie.layers.SoftmaxOutput;
import org.menagerie.layers.Threads;
import org.menagerie.layers.TimePooling;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Learns to tell rising sequences from falling ones. */
public final class SequenceClassifier {
  private SequenceClassifier() {}

  public static void main(String[] args) {
    Threads.configure(1); // once, before the first training loop: threads of each loop
    ComputationGraph network = network();
    OwnGradientUpdater.install(network);
    DataSet batch = batch(64, 12);
    for (int step = 0; step < 60; step++) {
      network.fit(batch);
    }
    System.out.printf("loss %.4f%n", network.score(batch));
  }

  private static ComputationGraph network() {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new FastAdam(0.01))
                .graphBuilder()
                .addInputs("steps")
                .setInputTypes(InputType.recurrent(1))
                .addLayer("gru", new BidirectionalGru.Builder().nOut(16).build(), "steps")
                .addLayer("ends", new TimePooling(TimePooling.Mode.ENDS), "gru")
                .addLayer("class", new SoftmaxOutput.Builder().nOut(2).build(), "ends")
                .setOutputs("class")
                .build());
    network.init();
    return network;
  }

  /** Sequences of the given length, the odd ones four steps shorter and padded. */
  private static DataSet batch(int sequences, int length) {
    INDArray x = Nd4j.create(DataType.FLOAT, sequences, 1, length);
    INDArray labels = Nd4j.create(DataType.FLOAT, sequences, 2);
    INDArray mask = Nd4j.create(DataType.FLOAT, sequences, length);
    for (int n = 0; n < sequences; n++) {
      int label = n / 2 % 2;
      labels.putScalar(n, label, 1);
      for (int t = 0; t < length - n % 2 * 4; t++) {
        double slope = (label == 0 ? 1.0 : -1.0) / length;
        x.putScalar(n, 0, t, n % 5 - 2 + slope * t);
        mask.putScalar(n, t, 1);
      }
    }
    return new DataSet(x, labels, mask, null);
  }
}
