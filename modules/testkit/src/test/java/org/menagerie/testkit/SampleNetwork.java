package org.menagerie.testkit;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.menagerie.core.ActivationFunction;
import org.menagerie.core.Architecture;
import org.menagerie.core.Guards;
import org.menagerie.core.HyperParameter;
import org.menagerie.core.InputShape;
import org.menagerie.core.Target;
import org.menagerie.core.Task;
import org.menagerie.core.TrainingPlan;

/** The smallest architecture that keeps the contract: one hidden layer, recurrent for series. */
class SampleNetwork implements Architecture<SampleNetwork.Options> {

  /** Its options. */
  record Options(int hidden, ActivationFunction activation, double dropout) {
    Options {
      Guards.positive(hidden, "hidden");
      Guards.fraction(dropout, "dropout");
    }
  }

  @Override
  public String name() {
    return "sample";
  }

  @Override
  public String summary() {
    return "one hidden layer";
  }

  @Override
  public boolean accepts(Task task) {
    return task.input() instanceof InputShape.Sequence
        || task.input() instanceof InputShape.Features;
  }

  @Override
  public Options defaults(Task task) {
    return new Options(12, ActivationFunction.TANH, 0.1);
  }

  @Override
  public TrainingPlan plan(Task task) {
    return TrainingPlan.of(task.target()).with(Map.of("learning-rate", "0.01"));
  }

  @Override
  public List<HyperParameter> hyperParameters() {
    return List.of(
        new HyperParameter("hidden", new HyperParameter.Whole(1, 64, true)),
        new HyperParameter("learning-rate", new HyperParameter.Real(1e-4, 1e-1, true)),
        new HyperParameter("activation", new HyperParameter.Choice(List.of("relu", "tanh"))));
  }

  @Override
  public ComputationGraphConfiguration build(Options config, Task task, TrainingPlan plan) {
    GraphBuilder graph = graph(config, task, plan);
    return task.input() instanceof InputShape.Sequence sequence
        ? recurrent(graph, sequence, config, task.target(), plan)
        : dense(graph, config, task, plan);
  }

  private static GraphBuilder graph(Options config, Task task, TrainingPlan plan) {
    return plan.network(task)
        .activation(config.activation().dl4j())
        .dropOut(1 - config.dropout())
        .graphBuilder()
        .addInputs("input")
        .setOutputs("output");
  }

  private static ComputationGraphConfiguration dense(
      GraphBuilder graph, Options config, Task task, TrainingPlan plan) {
    return graph
        .addLayer("hidden", new DenseLayer.Builder().nOut(config.hidden()).build(), "input")
        .addLayer("output", output(task.target(), plan), "hidden")
        .setInputTypes(InputType.feedForward(task.input().values()))
        .build();
  }

  private static ComputationGraphConfiguration recurrent(
      GraphBuilder graph,
      InputShape.Sequence sequence,
      Options config,
      Target target,
      TrainingPlan plan) {
    graph
        .addLayer("hidden", new SimpleRnn.Builder().nOut(config.hidden()).build(), "input")
        .setInputTypes(InputType.recurrent(sequence.features(), sequence.steps()));
    if (target instanceof Target.ClassPerStep) {
      RnnOutputLayer perStep =
          new RnnOutputLayer.Builder(plan.loss().function())
              .nOut(target.size())
              .activation(plan.loss().outputActivation(target))
              .dropOut(1)
              .build();
      return graph.addLayer("output", perStep, "hidden").build();
    }
    return graph
        .addVertex("last", new LastTimeStepVertex("input"), "hidden")
        .addLayer("output", output(target, plan), "last")
        .build();
  }

  private static OutputLayer output(Target target, TrainingPlan plan) {
    return new OutputLayer.Builder(plan.loss().function())
        .nOut(target.size())
        .activation(plan.loss().outputActivation(target))
        .dropOut(1)
        .build();
  }
}
