package org.menagerie.attention;

import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.weights.WeightInit;
import org.menagerie.core.Architecture;
import org.menagerie.core.HyperParameter;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Target;
import org.menagerie.core.Task;
import org.menagerie.core.TrainingPlan;
import org.menagerie.layers.AttentionPooling;
import org.menagerie.layers.BidirectionalLstm;
import org.menagerie.layers.BidirectionalRecurrent;
import org.menagerie.layers.LayerNormalization;
import org.menagerie.layers.Lstm;
import org.menagerie.layers.MultiHeadAttention;
import org.menagerie.layers.RecurrentConfiguration;
import org.menagerie.layers.Residual;

/**
 * An LSTM encoder and attention over its steps (Bahdanau et al., 2015): additive where one answer
 * is asked for, by dot products where each step asks.
 */
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
    return Defaults.hasSteps(task.input()) || !task.target().perStep();
  }

  @Override
  public LstmAttentionConfig defaults(Task task) {
    return new Defaults(task).lstmAttention();
  }

  @Override
  public Set<String> idle(InputShape input) {
    return Defaults.idle(input);
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
    if (config.bidirectional() && task.target() instanceof Target.NextSymbol) {
      throw new InvalidInputException(
          "bidirectional must be false where the next symbol is told: it would be read");
    }
    StepsGraph graph = new StepsGraph(task, plan, config.stepSize(), config.patch());
    if (graph.readsSymbols()) {
      graph.embed(config.symbolVectors());
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
    if (task.target().perStep()) {
      graph.add("attention", look(config));
    } else {
      graph.add("pooled", new AttentionPooling.Builder(config.attention()).build());
    }
    return graph.finish(config.dropout());
  }

  // each step adds what it looked for in the others; in one direction, in earlier ones
  private static Residual look(LstmAttentionConfig config) {
    return new Residual.Builder(
            new LayerNormalization.Builder().build(),
            new MultiHeadAttention.Builder(1)
                .headSize(config.attention())
                .causal(!config.bidirectional())
                .build())
        .build();
  }
}
