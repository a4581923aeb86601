package org.menagerie.benchmarks.workload;

import java.util.List;

/** The networks of the comparison. */
public final class Catalogue {

  /** 4-16-3, batch 16: what a step costs when there is nothing to compute. */
  public static final Mlp IRIS = new Mlp(4, List.of(16), 3, true, 16);

  /** 784-512-512-10, batch 128. */
  public static final Mlp MLP = new Mlp(784, List.of(512, 512), Workload.TEN_CLASSES, false, 128);

  /** ResNet-20 on 32x32x3, batch 64. */
  public static final ResNet RESNET = new ResNet(3, 32, 64);

  /** LSTM 128 on 64 inputs, 100 steps, batch 64. */
  public static final Recurrent LSTM = new Recurrent(false, 64, 128, 100, 64);

  /** The same in both directions. */
  public static final Recurrent BILSTM = new Recurrent(true, 64, 128, 100, 64);

  /** One block on vectors: d 128, 4 heads, 128 steps, feed-forward 512, batch 32. */
  public static final Transformer BLOCK = new Transformer(1, 128, 4, 512, 128, 0, 32);

  /** Four such blocks on tokens. */
  public static final Transformer CLASSIFIER = new Transformer(4, 128, 4, 512, 128, 1000, 32);

  /** All of them, in the order of the tables. */
  public static final List<Benchmark> ALL =
      List.of(
          new Benchmark("iris", IRIS, 1.5, Double.POSITIVE_INFINITY, 1.0),
          new Benchmark("mlp", MLP, 0.9, 1.0, 1.0),
          new Benchmark("resnet", RESNET, 0.9, 1.0, 10.0),
          new Benchmark("lstm", LSTM, 0.9, 1.0, 5.0),
          new Benchmark("bilstm", BILSTM, 0.9, 1.0, 5.0),
          new Benchmark("block", BLOCK, 1.0, 1.0, 5.0),
          new Benchmark("classifier", CLASSIFIER, 1.0, 1.0, 5.0));

  private Catalogue() {}
}
