package org.menagerie.cnn;

import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where in a picture a class finds its evidence: Grad-CAM.
 *
 * <p>The channels of a late feature map, each weighted by the mean over its pixels of the class
 * score's gradient, added up; what is negative becomes 0. The score is the one before the softmax.
 * Selvaraju et al., "Grad-CAM: Visual Explanations from Deep Networks", 2017, equations 1 and 2.
 */
final class GradCam {
  private static final int LEAST_SIDE = 4; // coarser maps point at half a picture

  private final ComputationGraph network;
  private final GraphVertex[] vertices;
  private final int[] order;
  private final INDArray[] activations;
  private final INDArray[] gradients;

  private GradCam(ComputationGraph network) {
    this.network = network;
    vertices = network.getVertices();
    order = network.topologicalSortOrder();
    activations = new INDArray[vertices.length];
    gradients = new INDArray[vertices.length];
  }

  /**
   * One map per picture, [n, height, width] of the feature map.
   *
   * @param pictures [n, height, width, channels]
   * @param classes whose evidence is sought, one per picture
   * @return empty where the network has no feature map
   */
  static Optional<INDArray> maps(ComputationGraph network, INDArray pictures, int... classes) {
    GradCam pass = new GradCam(network);
    pass.forward(pictures);
    int map = pass.featureMap();
    if (map < 0) {
      return Optional.empty();
    }
    pass.backward(map, classes);
    INDArray weights = pass.gradients[map].mean(true, 1, 2); // [n, 1, 1, channels]
    INDArray sum = pass.activations[map].mul(weights.broadcast(pass.activations[map].shape()));
    sum = sum.sum(3);
    return Optional.of(sum.muli(sum.gt(0).castTo(sum.dataType())));
  }

  private void forward(INDArray pictures) {
    network.initGradientsView(); // layers write their gradients, wanted or not
    network.setInput(0, pictures);
    for (int i : order) {
      GraphVertex vertex = vertices[i];
      if (vertex.isOutputVertex()) {
        continue;
      }
      activations[i] =
          vertex.isInputVertex() ? pictures : vertex.doForward(false, workspaces()).dup('c');
      for (VertexIndices reader : vertex.getOutputVertices()) {
        vertices[reader.getVertexIndex()].setInput(
            reader.getVertexEdgeNumber(), activations[i], workspaces());
      }
    }
  }

  /** The last one of a useful size, or else the last; -1 for none. */
  private int featureMap() {
    int last = -1;
    int useful = -1;
    for (int i : order) {
      INDArray activation = activations[i];
      if (activation == null || activation.rank() != 4 || vertices[i].isInputVertex()) {
        continue;
      }
      last = i;
      if (Math.min(activation.size(1), activation.size(2)) >= LEAST_SIDE) {
        useful = i;
      }
    }
    return useful < 0 ? last : useful;
  }

  private void backward(int to, int... classes) {
    for (int at = order.length - 1; order[at] != to; at--) {
      GraphVertex vertex = vertices[order[at]];
      if (vertex.isOutputVertex()) {
        pass(vertex, scoreGradient((LayerVertex) vertex, classes));
      } else if (gradients[order[at]] != null) {
        vertex.setEpsilon(gradients[order[at]]);
        pass(vertex, vertex.doBackward(false, workspaces()).getSecond());
      }
    }
    for (GraphVertex vertex : vertices) {
      vertex.clear();
    }
  }

  /** The score of class c is h W[:, c] + b[c]: its gradient by h is a column of the weights. */
  private static INDArray[] scoreGradient(LayerVertex output, int... classes) {
    INDArray weights = output.getLayer().getParam(DefaultParamInitializer.WEIGHT_KEY);
    INDArray gradient = weights.getColumns(classes).transpose().dup('c'); // [n, inputs]
    return new INDArray[] {
      output.getLayerPreProcessor() == null
          ? gradient
          : output.getLayerPreProcessor().backprop(gradient, classes.length, workspaces())
    };
  }

  private void pass(GraphVertex vertex, INDArray... byInput) {
    VertexIndices[] inputs = vertex.getInputVertices();
    for (int k = 0; k < inputs.length; k++) {
      int from = inputs[k].getVertexIndex();
      // a copy: a sum hands one array to both its inputs
      gradients[from] =
          gradients[from] == null ? byInput[k].dup('c') : gradients[from].add(byInput[k]);
    }
  }

  private static LayerWorkspaceMgr workspaces() {
    return LayerWorkspaceMgr.noWorkspaces();
  }
}
