package org.menagerie.attention;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.weights.WeightInit;
import org.menagerie.core.Architecture;
import org.menagerie.core.HyperParameter;
import org.menagerie.core.Task;
import org.menagerie.core.TrainingPlan;
import org.menagerie.layers.AttentionPooling;
import org.menagerie.layers.BidirectionalLstm;
import org.menagerie.layers.BidirectionalRecurrent;
import org.menagerie.layers.Lstm;
import org.menagerie.layers.RecurrentConfiguration;

/** An LSTM encoder and additive attention over its steps (Bahdanau et al., 2015). */
public final class LstmAttentionNetwork implements Architecture<LstmAttentionConfig> {

  @Override
  public String name() {
    return "lstm-attention";
  }

  @Override
  public String summary() {
    return "LSTM layers with additive attention over their steps";
  }

  @Override
  public boolean accepts(Task task) {
    return !task.target().perStep();
  }

  @Override
  public LstmAttentionConfig defaults(Task task) {
    return new Defaults(task).lstmAttention();
  }

  @Override
  public TrainingPlan plan(Task task) {
    return new Defaults(task).lstmPlan();
  }

  @Override
  public List<HyperParameter> hyperParameters() {
    return Defaults.lstmHyperParameters();
  }

  @Override
  public ComputationGraphConfiguration build(
      LstmAttentionConfig config, Task task, TrainingPlan plan) {
    StepsGraph graph = new StepsGraph(task, plan, config.stepSize());
    if (graph.readsSymbols()) {
      graph.embed(config.embedding());
    }
    for (int i = 0; i < config.units().size(); i++) {
      RecurrentConfiguration.Builder<?> layer =
          config.bidirectional()
              ? new BidirectionalLstm.Builder().mode(BidirectionalRecurrent.Mode.CONCAT)
              : new Lstm.Builder();
      layer.nOut(config.units().get(i)).weightInit(WeightInit.XAVIER);
      StepsGraph.drop(layer, i == 0 ? 0 : config.dropout());
      graph.add("lstm-" + (i + 1), layer.build());
    }
    graph.add("pooled", new AttentionPooling.Builder(config.attention()).build());
    return graph.finish(config.dropout());
  }
}
