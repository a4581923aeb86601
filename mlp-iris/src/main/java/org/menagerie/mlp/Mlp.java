package org.menagerie.mlp;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.menagerie.core.ActivationFunction;
import org.menagerie.core.Architecture;
import org.menagerie.core.HyperParameter;
import org.menagerie.core.HyperParameter.Choice;
import org.menagerie.core.HyperParameter.Real;
import org.menagerie.core.Initializer;
import org.menagerie.core.InputShape;
import org.menagerie.core.Task;
import org.menagerie.core.TrainingPlan;
import org.menagerie.layers.Dense;
import org.menagerie.layers.FastDropout;
import org.menagerie.layers.Flatten;
import org.menagerie.layers.TokenEmbedding;

/**
 * The multilayer perceptron: every example is one flat row, dense layers follow each other
 * (Goodfellow et al., Deep Learning, chapter 6).
 */
public final class Mlp implements Architecture<MlpConfig> {

  @Override
  public String name() {
    return "mlp";
  }

  @Override
  public String summary() {
    return "multilayer perceptron: dense layers on a flat row of numbers";
  }

  @Override
  public boolean accepts(Task task) {
    return !task.target().perStep();
  }

  // From trials on nine public tables of 100 to 1,000 rows: few rows of few numbers want a smooth,
  // narrow network; few rows of many numbers want noise instead.
  @Override
  public MlpConfig defaults(Task task) {
    if (few(task) && narrow(task)) {
      return new MlpConfig(List.of(32), ActivationFunction.TANH, Initializer.XAVIER, 0, 8);
    }
    return new MlpConfig(
        Collections.nCopies(2, width(task.examples())),
        ActivationFunction.RELU,
        Initializer.HE,
        few(task) ? 0.3 : 0.1,
        8);
  }

  @Override
  public TrainingPlan plan(Task task) {
    int epochs = epochs(task.examples());
    int batchSize = few(task) && narrow(task) ? 8 : batchSize(task.examples());
    double learningRate = !few(task) ? 0.002 : narrow(task) ? 0.01 : 0.003;
    return TrainingPlan.of(task.target())
        .with(
            Map.of(
                "epochs", Integer.toString(epochs),
                "batch-size", Integer.toString(batchSize),
                "learning-rate", Double.toString(learningRate),
                "schedule", "cosine",
                "l2", few(task) ? "0.001" : "0.00001",
                "patience", Integer.toString(Math.max(10, epochs / 3))));
  }

  @Override
  public List<HyperParameter> hyperParameters() {
    return List.of(
        new HyperParameter(
            "hidden", new Choice(List.of("16", "32", "64", "128", "64,64", "128,128", "256,256"))),
        new HyperParameter("activation", new Choice(List.of("relu", "tanh", "gelu"))),
        new HyperParameter("dropout", new Real(0, 0.5, false)),
        new HyperParameter("learning-rate", new Real(1e-4, 1e-1, true)),
        new HyperParameter("l2", new Real(1e-6, 1e-2, true)),
        new HyperParameter("batch-size", new Choice(List.of("16", "32", "64", "128"))));
  }

  @Override
  public ComputationGraphConfiguration build(MlpConfig config, Task task, TrainingPlan plan) {
    GraphBuilder graph =
        plan.network(task)
            .weightInit(config.weightInit().dl4j())
            .activation(config.activation().dl4j())
            .graphBuilder()
            .addInputs("input");
    Stack stack = new Stack(graph, task.input(), config);
    for (int i = 0; i < config.hidden().size(); i++) {
      int width = config.hidden().get(i);
      Dense.Builder layer = new Dense.Builder().nIn(stack.size).nOut(width);
      if (config.dropout() > 0 && i > 0) {
        layer.dropOut(new FastDropout(config.dropout()));
      }
      stack.add("hidden-" + (i + 1), layer.build(), width);
    }
    BaseOutputLayer.Builder<?> output = plan.loss().outputLayer(task.target());
    output.nIn(stack.size);
    if (config.dropout() > 0 && !config.hidden().isEmpty()) {
      output.dropOut(new FastDropout(config.dropout()));
    }
    stack.add("output", output.build(), task.target().size());
    return graph.setOutputs("output").build();
  }

  private static boolean few(Task task) {
    return task.examples() < 500;
  }

  private static boolean narrow(Task task) {
    return task.input().values() <= 12;
  }

  /** Up to four times the square root of the number of examples: a power of two in [64, 256]. */
  private static int width(int examples) {
    int wanted = (int) (4 * Math.sqrt(examples));
    return Math.max(64, Math.min(256, Integer.highestOneBit(wanted)));
  }

  private static int batchSize(int examples) {
    return Math.max(16, Math.min(128, Integer.highestOneBit(Math.max(1, examples / 64))));
  }

  private static int epochs(int examples) {
    return Math.max(20, Math.min(150, 1_500_000 / Math.max(1, examples)));
  }

  /** Layers put one on the other, the first one reading the input as a flat row. */
  private static final class Stack {
    private final GraphBuilder graph;
    private String top = "input";
    private int size;
    private InputPreProcessor reader;

    Stack(GraphBuilder graph, InputShape input, MlpConfig config) {
      this.graph = graph;
      this.size = input.values();
      if (input instanceof InputShape.Image image) {
        reader = new Flatten(image.height(), image.width(), image.channels());
      } else if (input instanceof InputShape.Sequence sequence) {
        reader = new Flatten(sequence.features(), sequence.steps());
      } else if (input instanceof InputShape.Tokens tokens) {
        embed(tokens, config.embedding());
      }
    }

    private void embed(InputShape.Tokens tokens, int embedding) {
      add(
          "embedding",
          new TokenEmbedding.Builder().nIn(tokens.vocabulary()).nOut(embedding).build(),
          tokens.steps() * embedding);
      reader = new Flatten(embedding, tokens.steps());
    }

    void add(String name, org.deeplearning4j.nn.conf.layers.Layer layer, int outputs) {
      if (reader == null) {
        graph.addLayer(name, layer, top);
      } else {
        graph.addLayer(name, layer, reader, top);
        reader = null;
      }
      top = name;
      size = outputs;
    }
  }
}
