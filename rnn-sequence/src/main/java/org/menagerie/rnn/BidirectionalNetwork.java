package org.menagerie.rnn;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.menagerie.core.Architecture;
import org.menagerie.core.HyperParameter;
import org.menagerie.core.HyperParameter.Choice;
import org.menagerie.core.InputShape;
import org.menagerie.core.Target;
import org.menagerie.core.Task;
import org.menagerie.core.TrainingPlan;
import org.menagerie.layers.BidirectionalLstm;

/**
 * A stack of LSTM layers that walk from both ends (Schuster and Paliwal, 1997; Graves, 2005).
 *
 * <p>It sees the future, so it cannot tell the next symbol.
 */
public final class BidirectionalNetwork implements Architecture<BidirectionalConfig> {

  @Override
  public String name() {
    return "bilstm";
  }

  @Override
  public String summary() {
    return "LSTM layers, from both ends in time";
  }

  @Override
  public boolean accepts(Task task) {
    return !(task.target() instanceof Target.NextSymbol)
        && (Defaults.hasSteps(task.input()) || !task.target().perStep());
  }

  @Override
  public BidirectionalConfig defaults(Task task) {
    Defaults defaults = new Defaults(task, 2);
    return new BidirectionalConfig(
        defaults.units(),
        Merge.CONCATENATE,
        defaults.pooling(),
        defaults.dropout(),
        defaults.embedding(),
        defaults.tokenDropout(),
        defaults.stepSize());
  }

  @Override
  public Set<String> idle(InputShape input) {
    return Defaults.idle(input);
  }

  @Override
  public TrainingPlan plan(Task task) {
    return new Defaults(task, 2).plan();
  }

  @Override
  public List<HyperParameter> hyperParameters() {
    List<HyperParameter> all = new ArrayList<>(Defaults.hyperParameters());
    all.add(new HyperParameter("merge", new Choice(List.of("concatenate", "add", "average"))));
    return List.copyOf(all);
  }

  @Override
  public ComputationGraphConfiguration build(
      BidirectionalConfig config, Task task, TrainingPlan plan) {
    SequenceGraph graph = new SequenceGraph(task, plan, config.shared());
    int top = config.units().size() - 1;
    // merged steps have no two ends left: the final states are merged instead
    boolean ends = config.pooling() == Pooling.LAST && !task.target().perStep();
    for (int i = 0; i <= top; i++) {
      Merge merge = i == top && ends ? Merge.CONCATENATE : config.merge();
      graph.recurrent(new BidirectionalLstm.Builder().mode(merge.mode()), config.units().get(i));
    }
    return graph.finish(new SequenceGraph.Ends.TwoSided(config.units().get(top), config.merge()));
  }
}
