package org.menagerie.benchmarks.workload;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The networks of the comparison, by the short name that `--networks` takes. */
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

  private Catalogue() {}

  /** Returns every network under its short name, in the order of the tables. */
  public static Map<String, Workload> all() {
    Map<String, Workload> networks = new LinkedHashMap<>();
    networks.put("iris", IRIS);
    networks.put("mlp", MLP);
    networks.put("resnet", RESNET);
    networks.put("lstm", LSTM);
    networks.put("bilstm", BILSTM);
    networks.put("block", BLOCK);
    networks.put("classifier", CLASSIFIER);
    return networks;
  }
}
