package org.menagerie.report.attention;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.core.Scorer;
import org.menagerie.layers.Residual;
import org.menagerie.layers.runtime.AttentionPoolingRuntime;
import org.menagerie.layers.runtime.MultiHeadAttentionRuntime;
import org.menagerie.layers.runtime.ResidualRuntime;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * What one head of a network looked at in one example.
 *
 * @param layer the layer's name
 * @param head from 1 on; 0 where the layer has no heads
 * @param weights [asking step, step looked at]; rows add up to 1, those of padding to 0; of a layer
 *     that pools the steps one row
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
public record AttentionMap(String layer, int head, float[][] weights) {

  /** Whether a network has attention to show. */
  public static boolean isIn(ComputationGraph network) {
    for (Layer layer : network.getLayers()) {
      if (!attending(layer).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Every head's map, from the input on.
   *
   * @param example a batch of one
   */
  public static List<AttentionMap> of(ComputationGraph network, DataSet example) {
    INDArray unused = Scorer.predict(network, example); // layers keep what they looked at
    List<AttentionMap> maps = new ArrayList<>();
    for (Layer layer : network.getLayers()) {
      String name = layer.conf().getLayer().getLayerName();
      for (Layer attending : attending(layer)) {
        if (attending instanceof MultiHeadAttentionRuntime heads) {
          INDArray all = heads.attention().slice(0); // [heads, T, T]
          for (int head = 0; head < all.size(0); head++) {
            maps.add(new AttentionMap(name, head + 1, all.slice(head).toFloatMatrix()));
          }
        } else {
          INDArray row = ((AttentionPoolingRuntime) attending).attention(); // [1, T]
          maps.add(new AttentionMap(name, 0, row.toFloatMatrix()));
        }
      }
    }
    return maps;
  }

  private static List<Layer> attending(Layer layer) {
    if (layer instanceof MultiHeadAttentionRuntime || layer instanceof AttentionPoolingRuntime) {
      return List.of(layer);
    }
    List<Layer> found = new ArrayList<>();
    if (layer instanceof ResidualRuntime residual) {
      int inner = ((Residual) residual.conf().getLayer()).getInner().size();
      for (int i = 0; i < inner; i++) {
        found.addAll(attending(residual.layer(i)));
      }
    }
    return found;
  }

  /**
   * How much each step was looked at: the mean weight it got from the steps that could see it.
   *
   * @param first steps that stand in front of the example's own, such as a class token
   * @param steps of the example
   */
  double[] looks(int first, int steps) {
    double[] looks = new double[steps];
    for (int t = 0; t < steps; t++) {
      int seeing = 0;
      for (float[] row : weights) {
        looks[t] += row[first + t];
        seeing += row[first + t] > 0 ? 1 : 0;
      }
      looks[t] /= Math.max(1, seeing);
    }
    return looks;
  }

  /** The steps of the whole map. */
  int length() {
    return weights[0].length;
  }

  /** "attention-1, head 2". */
  String title() {
    return head == 0 ? layer : layer + ", head " + head;
  }
}
