package org.menagerie.attention;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.menagerie.core.InputShape;
import org.menagerie.core.Task;
import org.menagerie.core.TrainingPlan;
import org.menagerie.layers.AsPatches;
import org.menagerie.layers.AsSteps;
import org.menagerie.layers.LayerNormalization;
import org.menagerie.layers.TimePooling;

/** A network in the making: any input read as steps, layers over them, an output. */
final class StepsGraph {
  private final Task task;
  private final TrainingPlan plan;
  private final GraphBuilder graph;
  private InputPreProcessor reader;
  private String top = "input";

  /**
   * Starts a network.
   *
   * @param stepSize values of a flat row that are one step
   * @param patch side of the squares of a picture that are its steps; 0 for its rows
   */
  StepsGraph(Task task, TrainingPlan plan, int stepSize, int patch) {
    this.task = task;
    this.plan = plan;
    this.graph = plan.network(task).graphBuilder().addInputs("input");
    InputShape input = task.input();
    if (input instanceof InputShape.Sequence sequence) {
      graph.setInputTypes(InputType.recurrent(sequence.features(), sequence.steps()));
    } else if (input instanceof InputShape.Tokens tokens) {
      graph.setInputTypes(InputType.feedForward(tokens.steps()));
    } else if (input instanceof InputShape.Image image) {
      reader = reader(image, patch);
      graph.setInputTypes(InputType.feedForward(image.values()));
    } else {
      int values = input.values();
      reader = new AsSteps(Math.min(stepSize, values), values);
      graph.setInputTypes(InputType.feedForward(values));
    }
  }

  private static InputPreProcessor reader(InputShape.Image image, int patch) {
    if (patch > 0) {
      return new AsPatches(patch, image.height(), image.width(), image.channels());
    }
    int row = image.width() * image.channels();
    return new AsSteps(row, image.height(), image.width(), image.channels());
  }

  /** The most steps that an example has, read like this. */
  static int steps(InputShape input, int stepSize, int patch) {
    if (input instanceof InputShape.Sequence sequence) {
      return sequence.steps();
    } else if (input instanceof InputShape.Tokens tokens) {
      return tokens.steps();
    } else if (input instanceof InputShape.Image image) {
      return patch == 0
          ? image.height()
          : ((image.height() - 1) / patch + 1) * ((image.width() - 1) / patch + 1);
    }
    return (input.values() - 1) / stepSize + 1;
  }

  /** Whether the input is symbols, which need an embedding. */
  boolean readsSymbols() {
    return task.input() instanceof InputShape.Tokens;
  }

  /** A learned vector for each symbol; the input must be symbols. */
  void embed(SymbolVectors vectors) {
    add("embedding", vectors.layer(vocabulary()));
  }

  /** Puts a layer on top. */
  void add(String name, Layer layer) {
    graph.addLayer(name, layer, reader, top);
    reader = null;
    top = name;
  }

  /** Pools the steps by their mean and maximum, side by side. */
  void poolMeanMax() {
    graph.addLayer("mean", new TimePooling(TimePooling.Mode.MEAN), top);
    graph.addLayer("max", new TimePooling(TimePooling.Mode.MAX), top);
    graph.addVertex("pooled", new MergeVertex(), "mean", "max");
    top = "pooled";
  }

  /**
   * Puts the mean vector of a bag of symbols beside what is on top; the input must be symbols. In a
   * mean over many, what one symbol tells is little: normalisation makes it count.
   */
  void besideBag(SymbolVectors vectors) {
    graph.addLayer("bag", vectors.layer(vocabulary()), "input");
    graph.addLayer("bag-mean", new TimePooling(TimePooling.Mode.MEAN), "bag");
    graph.addLayer("bag-norm", new LayerNormalization.Builder().build(), "bag-mean");
    graph.addVertex("with-bag", new MergeVertex(), top, "bag-norm");
    top = "with-bag";
  }

  private int vocabulary() {
    return ((InputShape.Tokens) task.input()).vocabulary();
  }

  /** The finished network; {@code dropout} is the share of the output layer's inputs dropped. */
  ComputationGraphConfiguration finish(double dropout) {
    BaseOutputLayer.Builder<?> output = plan.loss().outputLayer(task.target());
    drop(output, dropout);
    add("output", output.build());
    return graph.setOutputs("output").build();
  }

  /** Sets a layer's input dropout to a share that is dropped. */
  static void drop(Layer.Builder<?> layer, double dropout) {
    if (dropout > 0) {
      layer.dropOut(1 - dropout); // Deeplearning4j takes the share that is kept
    }
  }
}
