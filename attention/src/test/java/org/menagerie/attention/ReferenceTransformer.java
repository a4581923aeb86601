package org.menagerie.attention;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The formulas of a transformer that pools by the mean, step by step in plain ND4J and double
 * precision, with a network's weights.
 *
 * @param heads of its attention
 * @param normFirst whether normalisation stands in front of each branch
 */
record ReferenceTransformer(
    ComputationGraph network, int blocks, int heads, boolean causal, boolean normFirst) {
  private static final double EPSILON = 1e-5;

  /** The probabilities of one text, without padding: [1, classes]. */
  INDArray output(int... tokens) {
    INDArray x = embedded(tokens); // [T, F]
    for (int i = 1; i <= blocks; i++) {
      x = branch("attention-" + i, x, true);
      x = branch("feed-forward-" + i, x, false);
    }
    if (normFirst) {
      x = norm("norm_", x);
    }
    INDArray scores = x.mean(true, 0).mmul(of("output_W")).addiRowVector(of("output_b"));
    return softmax(scores);
  }

  private INDArray embedded(int... tokens) {
    INDArray table = of("embedding_W");
    INDArray x = Nd4j.create(DataType.DOUBLE, tokens.length, table.size(1));
    int width = (int) table.size(1);
    for (int t = 0; t < tokens.length; t++) {
      for (int f = 0; f < width; f++) {
        double angle = t / Math.pow(10_000, (f - f % 2) / (double) width);
        double wave = f % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
        x.putScalar(t, f, table.getDouble(tokens[t], f) + SymbolVectors.SCALE * wave);
      }
    }
    return x;
  }

  private INDArray branch(String name, INDArray x, boolean attention) {
    String inner = name + (normFirst ? "_1." : "_0.");
    INDArray from = normFirst ? norm(name + "_0.", x) : x;
    INDArray sum = x.add(attention ? attention(inner, from) : feedForward(inner, from));
    return normFirst ? sum : norm(name + "-norm_", sum);
  }

  private INDArray attention(String key, INDArray x) {
    INDArray projected = x.mmul(of(key + "Wqkv")).addiRowVector(of(key + "bqkv"));
    int size = (int) projected.size(1) / (3 * heads);
    INDArray[] outputs = new INDArray[heads];
    for (int head = 0; head < heads; head++) {
      INDArray query = part(projected, head, size);
      INDArray keys = part(projected, heads + head, size);
      INDArray scores = query.mmul(keys.transpose()).divi(Math.sqrt(size));
      for (int t = 0; causal && t < scores.rows(); t++) {
        for (int later = t + 1; later < scores.columns(); later++) {
          scores.putScalar(t, later, -1e30);
        }
      }
      outputs[head] = softmax(scores).mmul(part(projected, 2 * heads + head, size));
    }
    return Nd4j.concat(1, outputs).mmul(of(key + "Wo")).addiRowVector(of(key + "bo"));
  }

  private static INDArray part(INDArray projected, int index, int size) {
    return projected
        .get(NDArrayIndex.all(), NDArrayIndex.interval(index * size, (index + 1) * size))
        .dup();
  }

  private INDArray feedForward(String key, INDArray x) {
    INDArray hidden = x.mmul(of(key + "W1")).addiRowVector(of(key + "b1"));
    INDArray erf = Nd4j.exec(new Erf(hidden.div(Math.sqrt(2)), hidden.ulike()));
    INDArray gelu = erf.addi(1).muli(0.5).muli(hidden);
    return gelu.mmul(of(key + "W2")).addiRowVector(of(key + "b2"));
  }

  private INDArray norm(String key, INDArray x) {
    INDArray centred = x.subColumnVector(x.mean(true, 1));
    INDArray variance = centred.mul(centred).mean(true, 1);
    INDArray scaled = centred.divColumnVector(Transforms.sqrt(variance.addi(EPSILON)));
    return scaled.muliRowVector(of(key + "g")).addiRowVector(of(key + "b"));
  }

  private static INDArray softmax(INDArray scores) {
    INDArray powers = Transforms.exp(scores.subColumnVector(scores.max(true, 1)));
    return powers.divColumnVector(powers.sum(true, 1));
  }

  private INDArray of(String parameter) {
    return network.getParam(parameter).castTo(DataType.DOUBLE);
  }
}
