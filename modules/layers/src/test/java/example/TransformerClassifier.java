package example;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.layers.AttentionPooling;
import org.menagerie.layers.FastAdam;
import org.menagerie.layers.FeedForward;
import org.menagerie.layers.LayerNormalization;
import org.menagerie.layers.LearnedPositions;
import org.menagerie.layers.MultiHeadAttention;
import org.menagerie.layers.Residual;
import org.menagerie.layers.SoftmaxOutput;
import org.menagerie.layers.Threads;
import org.menagerie.layers.TokenEmbedding;
import org.menagerie.layers.kernel.FeedForwardKernel;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Learns whether token 1 comes before token 2. */
public final class TransformerClassifier {
  private TransformerClassifier() {}

  public static void main(String[] args) {
    Threads.configure(1);
    ComputationGraph network = network(10, 8);
    DataSet batch = batch(64, 8);
    for (int step = 0; step < 60; step++) {
      network.fit(batch);
    }
    System.out.printf("loss %.4f%n", network.score(batch));
  }

  private static ComputationGraph network(int vocabulary, int longest) {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new FastAdam(0.005))
                .graphBuilder()
                .addInputs("tokens")
                .setInputTypes(InputType.recurrent(1)) // one index a step: [N, 1, T]
                .addLayer(
                    "embed",
                    new TokenEmbedding.Builder().nIn(vocabulary).nOut(16).build(),
                    "tokens")
                .addLayer("place", new LearnedPositions.Builder(longest).build(), "embed")
                .addLayer(
                    "attend",
                    new Residual.Builder(
                            new LayerNormalization.Builder().build(),
                            new MultiHeadAttention.Builder(4).attentionDropout(0.1).build())
                        .build(),
                    "place")
                .addLayer(
                    "think",
                    new Residual.Builder(
                            new LayerNormalization.Builder().build(),
                            new FeedForward.Builder(32)
                                .hidden(FeedForwardKernel.Hidden.GELU)
                                .build())
                        .build(),
                    "attend")
                .addLayer("pool", new AttentionPooling.Builder(8).build(), "think")
                .addLayer("class", new SoftmaxOutput.Builder().nOut(2).build(), "pool")
                .setOutputs("class")
                .build());
    network.init();
    return network;
  }

  /** Token 0 everywhere but for a 1 and a 2, the order of which is the class. */
  private static DataSet batch(int sequences, int length) {
    INDArray x = Nd4j.create(DataType.FLOAT, sequences, 1, length);
    INDArray labels = Nd4j.create(DataType.FLOAT, sequences, 2);
    for (int n = 0; n < sequences; n++) {
      int early = n / 2 % (length - 1);
      int late = early + 1 + n / 16 % (length - 1 - early);
      labels.putScalar(n, n % 2, 1);
      x.putScalar(n, 0, early, n % 2 == 0 ? 1 : 2);
      x.putScalar(n, 0, late, n % 2 == 0 ? 2 : 1);
    }
    return new DataSet(x, labels);
  }
}
