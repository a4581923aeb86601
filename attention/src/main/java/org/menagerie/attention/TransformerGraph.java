package org.menagerie.attention;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.weights.WeightInit;
import org.menagerie.core.Task;
import org.menagerie.core.TrainingPlan;
import org.menagerie.layers.AttentionPooling;
import org.menagerie.layers.ClassToken;
import org.menagerie.layers.Dense;
import org.menagerie.layers.FeedForward;
import org.menagerie.layers.LayerNormalization;
import org.menagerie.layers.LearnedPositions;
import org.menagerie.layers.MultiHeadAttention;
import org.menagerie.layers.Residual;
import org.menagerie.layers.SinusoidalPositions;
import org.menagerie.layers.StepLayer;
import org.menagerie.layers.TimePooling;
import org.nd4j.linalg.activations.Activation;

/** A transformer in the making, part after part. */
record TransformerGraph(TransformerConfig config, Task task, boolean causal, StepsGraph graph) {

  TransformerGraph(TransformerConfig config, Task task, TrainingPlan plan, boolean causal) {
    this(config, task, causal, new StepsGraph(task, plan, config.stepSize(), config.patch()));
  }

  ComputationGraphConfiguration build() {
    boolean pooled = !task.target().perStep();
    embed();
    locate();
    if (pooled && config.pooling() == Pooling.CLASS_TOKEN) {
      graph.add("class-token", new ClassToken.Builder().build());
    }
    for (int i = 1; i <= config.blocks(); i++) {
      branch("attention-" + i, attention(), i == 1 ? config.dropout() : 0);
      branch("feed-forward-" + i, feedForward(), 0);
    }
    if (config.norm() == Norm.BEFORE) {
      graph.add("norm", new LayerNormalization.Builder().build());
    }
    if (pooled) {
      pool();
    }
    if (pooled && config.bag() > 0 && graph.readsSymbols()) {
      graph.besideBag(config.bagVectors());
    }
    return graph.finish(config.dropout());
  }

  private void embed() {
    if (graph.readsSymbols()) {
      graph.embed(config.symbolVectors());
    } else {
      graph.add(
          "embedding",
          new Dense.Builder()
              .nOut(config.width())
              .activation(Activation.IDENTITY)
              .weightInit(WeightInit.XAVIER)
              .build());
    }
  }

  private void locate() {
    switch (config.positions()) {
      case SINUSOIDAL -> graph.add("positions", sinusoidal());
      case LEARNED -> graph.add("positions", learned());
      case NONE -> {} // the steps are a set
    }
  }

  // as large as what they are added to, so that neither drowns the other
  private SinusoidalPositions sinusoidal() {
    double scale = graph.readsSymbols() ? SymbolVectors.SCALE : 1;
    return new SinusoidalPositions.Builder().scale(scale).build();
  }

  private LearnedPositions learned() {
    int steps = StepsGraph.steps(task.input(), config.stepSize(), config.patch());
    return new LearnedPositions.Builder(steps)
        .weightInit(new NormalDistribution(0, SymbolVectors.SCALE))
        .build();
  }

  // a residual branch, normalised before or after; the share of its inputs that is dropped
  private void branch(String name, StepLayer layer, double dropped) {
    LayerNormalization norm = new LayerNormalization.Builder().build();
    boolean before = config.norm() == Norm.BEFORE;
    Residual.Builder residual =
        before ? new Residual.Builder(norm, layer) : new Residual.Builder(layer);
    StepsGraph.drop(residual, dropped);
    graph.add(name, residual.build());
    if (!before) {
      graph.add(name + "-norm", norm);
    }
  }

  private StepLayer attention() {
    return new MultiHeadAttention.Builder(config.heads())
        .headSize(config.widthOfHead())
        .causal(causal)
        .attentionDropout(config.attentionDropout())
        .outputDropout(config.dropout())
        .build();
  }

  private StepLayer feedForward() {
    return new FeedForward.Builder(config.feedForward())
        .hidden(config.activation())
        .outputDropout(config.dropout())
        .build();
  }

  private void pool() {
    switch (config.pooling()) {
      case MEAN -> graph.add("pooled", new TimePooling(TimePooling.Mode.MEAN));
      case MEAN_MAX -> graph.poolMeanMax();
      case LAST -> graph.add("pooled", new TimePooling(TimePooling.Mode.LAST));
      case CLASS_TOKEN -> graph.add("pooled", new TimePooling(TimePooling.Mode.FIRST));
      case ATTENTION ->
          graph.add("pooled", new AttentionPooling.Builder(Defaults.POOLING_WIDTH).build());
    }
  }
}
