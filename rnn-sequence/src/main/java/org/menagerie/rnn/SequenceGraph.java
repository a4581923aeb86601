package org.menagerie.rnn;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.menagerie.core.InputShape;
import org.menagerie.core.Task;
import org.menagerie.core.TrainingPlan;
import org.menagerie.layers.AsSteps;
import org.menagerie.layers.AttentionPooling;
import org.menagerie.layers.RecurrentConfiguration;
import org.menagerie.layers.TimePooling;
import org.menagerie.layers.TokenEmbedding;

/** A network in the making: any input read as steps, recurrent layers, pooling, an output. */
final class SequenceGraph {
  private static final int ATTENTION = 32; // width of what the weights are computed from
  private static final int UNKNOWN = 1; // in every InputShape.Tokens

  private final Task task;
  private final TrainingPlan plan;
  private final Shared options;
  private final GraphBuilder graph;
  private InputPreProcessor reader;
  private String top = "input";
  private int depth;

  SequenceGraph(Task task, TrainingPlan plan, Shared options) {
    this.task = task;
    this.plan = plan;
    this.options = options;
    this.graph = plan.network(task).graphBuilder().addInputs("input");
    read(task.input());
  }

  private void read(InputShape input) {
    if (input instanceof InputShape.Sequence sequence) {
      graph.setInputTypes(InputType.recurrent(sequence.features(), sequence.steps()));
    } else if (input instanceof InputShape.Tokens tokens) {
      graph.setInputTypes(InputType.feedForward(tokens.steps()));
      add("embedding", embedding(tokens));
    } else if (input instanceof InputShape.Image image) {
      int row = image.width() * image.channels();
      reader = new AsSteps(row, image.height(), image.width(), image.channels());
      graph.setInputTypes(InputType.feedForward(image.values()));
    } else {
      int values = input.values();
      reader = new AsSteps(Math.min(options.stepSize(), values), values);
      graph.setInputTypes(InputType.feedForward(values));
    }
  }

  private TokenEmbedding embedding(InputShape.Tokens tokens) {
    return new TokenEmbedding.Builder()
        .nIn(tokens.vocabulary())
        .nOut(options.embedding())
        .tokenDropout(options.tokenDropout(), UNKNOWN)
        .build();
  }

  /** Puts a recurrent layer on top; all but the first one drop some of their input. */
  void recurrent(RecurrentConfiguration.Builder<?> layer, int units) {
    layer.nOut(units).weightInit(WeightInit.XAVIER);
    if (depth > 0) {
      drop(layer);
    }
    depth++;
    add("recurrent-" + depth, layer.build());
  }

  /** The finished network; {@code ends} says where the final states are. */
  ComputationGraphConfiguration finish(Ends ends) {
    if (!task.target().perStep()) {
      pool(ends);
    }
    BaseOutputLayer.Builder<?> output = plan.loss().outputLayer(task.target());
    drop(output);
    add("output", output.build());
    return graph.setOutputs("output").build();
  }

  private void pool(Ends ends) {
    switch (options.pooling()) {
      case LAST -> last(ends);
      case MEAN -> add("pooled", new TimePooling(TimePooling.Mode.MEAN));
      case MAX -> add("pooled", new TimePooling(TimePooling.Mode.MAX));
      case MEAN_MAX -> {
        graph.addLayer("mean", new TimePooling(TimePooling.Mode.MEAN), top);
        graph.addLayer("max", new TimePooling(TimePooling.Mode.MAX), top);
        put("pooled", new MergeVertex(), "mean", "max");
      }
      case ATTENTION -> add("pooled", new AttentionPooling.Builder(ATTENTION).build());
    }
  }

  private void last(Ends ends) {
    if (ends instanceof Ends.OneSided) {
      add("pooled", new TimePooling(TimePooling.Mode.LAST));
      return;
    }
    Ends.TwoSided both = (Ends.TwoSided) ends;
    add("ends", new TimePooling(TimePooling.Mode.ENDS));
    if (both.merge() != Merge.CONCATENATE) {
      graph.addVertex("forward-end", new SubsetVertex(0, both.units() - 1), top);
      graph.addVertex("backward-end", new SubsetVertex(both.units(), 2 * both.units() - 1), top);
      put("pooled", new ElementWiseVertex(both.merge().vertex()), "forward-end", "backward-end");
    }
  }

  /** Where the final states of the top layer are. */
  sealed interface Ends {
    /** At the last step. */
    record OneSided() implements Ends {}

    /** At the last step and, in the second half of {@code 2 units} features, at the first. */
    record TwoSided(int units, Merge merge) implements Ends {}
  }

  private void drop(Layer.Builder<?> layer) {
    if (options.dropout() > 0) {
      layer.dropOut(1 - options.dropout()); // Deeplearning4j takes the share that is kept
    }
  }

  private void add(String name, Layer layer) {
    graph.addLayer(name, layer, reader, top);
    reader = null;
    top = name;
  }

  private void put(String name, GraphVertex vertex, String... inputs) {
    graph.addVertex(name, vertex, inputs);
    top = name;
  }
}
