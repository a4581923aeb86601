package org.menagerie.rnn;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.menagerie.core.Architecture;
import org.menagerie.core.HyperParameter;
import org.menagerie.core.InputShape;
import org.menagerie.core.Task;
import org.menagerie.core.TrainingPlan;
import org.menagerie.layers.Gru;
import org.menagerie.layers.Lstm;
import org.menagerie.layers.RecurrentConfiguration;

/** A stack of recurrent layers that walk forward in time; it can be stepped with its state kept. */
public final class ForwardNetwork implements Architecture<RecurrentConfig> {
  private final String name;
  private final String summary;
  private final Supplier<RecurrentConfiguration.Builder<?>> layer;

  private ForwardNetwork(
      String name, String summary, Supplier<RecurrentConfiguration.Builder<?>> layer) {
    this.name = name;
    this.summary = summary;
    this.layer = layer;
  }

  /** Long short-term memory (Hochreiter and Schmidhuber, 1997; Gers et al., 2000). */
  public static ForwardNetwork lstm() {
    return new ForwardNetwork("lstm", "LSTM layers, forward in time", Lstm.Builder::new);
  }

  /** Gated recurrent units (Cho et al., 2014). */
  public static ForwardNetwork gru() {
    return new ForwardNetwork("gru", "GRU layers, forward in time", Gru.Builder::new);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String summary() {
    return summary;
  }

  @Override
  public boolean accepts(Task task) {
    return Defaults.hasSteps(task.input()) || !task.target().perStep();
  }

  @Override
  public RecurrentConfig defaults(Task task) {
    Defaults defaults = new Defaults(task, 1);
    return new RecurrentConfig(
        defaults.units(),
        defaults.pooling(),
        defaults.dropout(),
        defaults.embedding(),
        defaults.tokenDropout(),
        defaults.stepSize(),
        0);
  }

  @Override
  public Set<String> idle(InputShape input) {
    return Defaults.idle(input);
  }

  @Override
  public TrainingPlan plan(Task task) {
    return new Defaults(task, 1).plan();
  }

  @Override
  public List<HyperParameter> hyperParameters() {
    return Defaults.hyperParameters();
  }

  @Override
  public ComputationGraphConfiguration build(RecurrentConfig config, Task task, TrainingPlan plan) {
    SequenceGraph graph = new SequenceGraph(task, plan, config.shared());
    config.units().forEach(units -> graph.recurrent(layer.get(), units));
    ComputationGraphConfiguration network = graph.finish(new SequenceGraph.Ends.OneSided());
    if (config.truncate() > 0 && task.target().perStep()) {
      network.setBackpropType(BackpropType.TruncatedBPTT);
      network.setTbpttFwdLength(config.truncate());
      network.setTbpttBackLength(config.truncate());
    }
    return network;
  }
}
