package org.menagerie.mlp.walkthrough;

import static org.menagerie.mlp.walkthrough.Networks.gaussian;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.report.page.Axis;
import org.menagerie.report.page.LineChart;
import org.menagerie.report.page.Series;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Gradient norms by layer of a deep sigmoid network, with and without residual connections. */
final class VanishingSection {
  private static final int DEPTH = 12;
  private static final int WIDTH = 8;
  private static final int EXAMPLES = 4;

  private final List<INDArray> weights = new ArrayList<>();
  private final INDArray x;
  private final INDArray y;

  VanishingSection() {
    Random random = new Random(3);
    for (int layer = 0; layer < DEPTH; layer++) {
      weights.add(gaussian(WIDTH, WIDTH, random));
    }
    x = gaussian(EXAMPLES, WIDTH, random);
    y = gaussian(EXAMPLES, WIDTH, random);
  }

  void write(Lesson lesson) {
    List<Double> plain = byHand(false);
    List<Double> residual = byHand(true);
    lesson
        .section("Vanishing gradients and residual connections")
        .say(
            "Twelve sigmoid layers of eight neurons. Going back, the error is multiplied by weights"
                + " and by slopes of at most a quarter in each layer, so it dies out towards the"
                + " input. A residual connection adds the layer's input to its output: the error"
                + " then has a way back on which nothing shrinks it.")
        .formula(
            "\"plain: \" h_l = σ(h_{l-1} W_l), Δ_{l-1} = (Δ_l ∘ σ') W_lᵀ",
            "\"residual: \" h_l = h_{l-1} + σ(h_{l-1} W_l), Δ_{l-1} = Δ_l + (Δ_l ∘ σ') W_lᵀ")
        .compare(
            List.of(
                check("plain", plain, byLibrary(false)),
                check("residual", residual, byLibrary(true))))
        .say(
            String.format(
                Locale.ROOT,
                "First layer against last: %.1e in the plain network, %.2f with residual"
                    + " connections.",
                plain.get(0) / plain.get(DEPTH - 1),
                residual.get(0) / residual.get(DEPTH - 1)))
        .chart(
            new LineChart(
                "Norm of the gradient by layer",
                Axis.of("layer"),
                Axis.log("norm"),
                List.of(
                    new Series("plain", numbers(), plain, true),
                    new Series("residual", numbers(), residual, true))));
  }

  private static Check check(String name, List<Double> byHand, List<Double> byLibrary) {
    return new Check("‖∂L / ∂W_l‖", "\"" + name + ", l = 1 to 12\"", byHand, byLibrary, 0, 1e-12);
  }

  private static List<Double> numbers() {
    List<Double> numbers = new ArrayList<>();
    for (int layer = 1; layer <= DEPTH; layer++) {
      numbers.add((double) layer);
    }
    return numbers;
  }

  /** Norms of the weights' gradients under the summed squared error, from the first layer on. */
  private List<Double> byHand(boolean residual) {
    List<INDArray> inputs = new ArrayList<>();
    List<INDArray> sigmoids = new ArrayList<>();
    INDArray h = x;
    for (INDArray w : weights) {
      INDArray sigmoid = Transforms.sigmoid(h.mmul(w), false);
      inputs.add(h);
      sigmoids.add(sigmoid);
      h = residual ? h.add(sigmoid) : sigmoid;
    }
    INDArray error = h.sub(y).muli(2);
    Double[] norms = new Double[DEPTH];
    for (int layer = DEPTH - 1; layer >= 0; layer--) {
      INDArray sigmoid = sigmoids.get(layer);
      INDArray delta = error.mul(sigmoid).muli(sigmoid.rsub(1));
      norms[layer] = inputs.get(layer).transpose().mmul(delta).norm2Number().doubleValue();
      INDArray back = delta.mmul(weights.get(layer).transpose());
      error = residual ? error.add(back) : back;
    }
    return List.of(norms);
  }

  private List<Double> byLibrary(boolean residual) {
    ComputationGraph network = Networks.descending(1, graph -> stack(graph, residual));
    Map<String, INDArray> parameters = new HashMap<>();
    for (int layer = 1; layer <= DEPTH; layer++) {
      parameters.put("layer" + layer + "_W", weights.get(layer - 1));
    }
    Networks.set(network, parameters);
    Map<String, INDArray> gradients = Networks.gradients(network, x, y);
    List<Double> norms = new ArrayList<>();
    for (int layer = 1; layer <= DEPTH; layer++) {
      norms.add(gradients.get("layer" + layer + "_W").norm2Number().doubleValue());
    }
    return norms;
  }

  private static void stack(GraphBuilder graph, boolean residual) {
    String top = "x";
    for (int layer = 1; layer <= DEPTH; layer++) {
      String name = "layer" + layer;
      graph.addLayer(
          name,
          new DenseLayer.Builder()
              .nIn(WIDTH)
              .nOut(WIDTH)
              .hasBias(false)
              .activation(Activation.SIGMOID)
              .build(),
          top);
      if (residual) {
        graph.addVertex("sum" + layer, new ElementWiseVertex(ElementWiseVertex.Op.Add), top, name);
        top = "sum" + layer;
      } else {
        top = name;
      }
    }
    graph.addLayer(
        "loss", new LossLayer.Builder(new LossL2()).activation(Activation.IDENTITY).build(), top);
    graph.setOutputs("loss");
  }
}
