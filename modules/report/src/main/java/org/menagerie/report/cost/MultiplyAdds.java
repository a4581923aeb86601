package org.menagerie.report.cost;

import java.util.Map;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.menagerie.layers.AttentionPooling;
import org.menagerie.layers.ClassToken;
import org.menagerie.layers.LearnedPositions;
import org.menagerie.layers.MultiHeadAttention;
import org.menagerie.layers.Residual;
import org.menagerie.layers.TokenEmbedding;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Multiplications with an addition that a network needs for one example, forward.
 *
 * <p>Products with weights are counted, each weight once for every position it is applied to (steps
 * of a sequence, pixels of a convolution's output), and the products within attention. Sums alone,
 * activations, normalisation, pooling and look-ups in tables are not, as is the custom.
 */
public final class MultiplyAdds {
  private MultiplyAdds() {}

  /**
   * Of a network and an example.
   *
   * @param example features of a batch of one
   */
  public static long of(ComputationGraph network, INDArray example) {
    Map<String, INDArray> activations = network.feedForward(example, false);
    long sum = 0;
    for (GraphVertex vertex : network.getVertices()) {
      INDArray output = activations.get(vertex.getVertexName());
      if (vertex.hasLayer() && output != null) {
        sum += of(vertex, output, input(network, vertex, activations));
      }
    }
    return sum;
  }

  private static INDArray input(
      ComputationGraph network, GraphVertex vertex, Map<String, INDArray> activations) {
    VertexIndices first = vertex.getInputVertices()[0];
    return activations.get(network.getVertices()[first.getVertexIndex()].getVertexName());
  }

  private static long of(GraphVertex vertex, INDArray output, INDArray input) {
    Layer layer = vertex.getLayer().conf().getLayer();
    long weights = weights(layer, vertex.getLayer().paramTable());
    if (layer instanceof ConvolutionLayer convolution) {
      boolean last = convolution.getCnn2dDataFormat() == CNN2DFormat.NHWC;
      return weights * output.size(last ? 1 : 2) * output.size(last ? 2 : 3);
    }
    if (layer instanceof AttentionPooling) {
      return (weights + input.size(1)) * input.size(2); // and the weighted sum of the steps
    }
    long steps = output.rank() == 3 ? output.size(2) : 1;
    return weights * steps + attention(layer, steps);
  }

  /** Each step with each other: once for the scores, once for the weighted sum. */
  private static long attention(Layer layer, long steps) {
    if (layer instanceof Residual residual) {
      return residual.getInner().stream().mapToLong(inner -> attention(inner, steps)).sum();
    }
    return layer instanceof MultiHeadAttention attention
        ? 2 * steps * steps * attention.getHeads() * attention.getHeadSize()
        : 0;
  }

  private static long weights(Layer layer, Map<String, INDArray> parameters) {
    boolean table =
        layer instanceof TokenEmbedding
            || layer instanceof LearnedPositions
            || layer instanceof ClassToken
            || layer instanceof BatchNormalization;
    return table
        ? 0
        : layer.initializer().weightKeys(layer).stream()
            .mapToLong(key -> parameters.get(key).length())
            .sum();
  }
}
