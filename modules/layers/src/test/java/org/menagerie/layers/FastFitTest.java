package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.BaseConstraint;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.listeners.CollectScoresListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

class FastFitTest {
  private static final DataType F = DataType.FLOAT;

  @Test
  void trainingIsBitForBitTheSame() {
    ComputationGraph stock = SmallResNet.build();
    ComputationGraph ours = SmallResNet.build();
    FastFit fit = new FastFit(ours);
    for (int i = 0; i < 5; i++) {
      DataSet batch = new DataSet(SmallResNet.images(i, 8 - i), Graphs.oneHot(F, 8 - i, 3));
      stock.fit(batch);
      fit.fit(batch);
      assertThat(ours.score()).isEqualTo(stock.score());
    }
    assertThat(ours.params()).isEqualTo(stock.params());
    assertThat(ours.getUpdater().getStateViewArray())
        .isEqualTo(stock.getUpdater().getStateViewArray());
    assertThat(ours.getIterationCount()).isEqualTo(5);
  }

  @Test
  void masksReachTheLayersAndAreForgotten() {
    INDArray mask = Nd4j.create(new float[][] {{1, 1, 1, 1}, {1, 1, 0, 0}});
    DataSet masked = new DataSet(Graphs.normal(F, 1, 2, 3, 4), labels(4), mask, mask);
    DataSet plain = new DataSet(Graphs.normal(F, 2, 2, 3, 4), labels(4));
    ComputationGraph stock = recurrent(new Nadam(0.01), BackpropType.Standard);
    ComputationGraph ours = recurrent(new Nadam(0.01), BackpropType.Standard);
    FastFit fit = new FastFit(ours);
    for (DataSet batch : List.of(masked, plain, masked)) {
      stock.fit(batch);
      fit.fit(batch);
    }
    assertThat(ours.params()).isEqualTo(stock.params());
  }

  @Test
  void aGraphOfSeveralInputsAndOutputsTrainsBitForBitTheSame() {
    ComputationGraph stock = twoInputs();
    ComputationGraph ours = twoInputs();
    FastFit fit = new FastFit(ours);
    INDArray mask = Nd4j.create(new float[][] {{1, 1, 1, 1}, {1, 1, 0, 0}});
    for (int i = 0; i < 3; i++) {
      MultiDataSet batch =
          new MultiDataSet(
              new INDArray[] {Graphs.normal(F, i, 2, 3, 4), Graphs.normal(F, 9 + i, 2, 5)},
              new INDArray[] {Graphs.oneHot(F, 2, 3), Graphs.oneHot(F, 2, 2)},
              i == 1 ? new INDArray[] {mask, null} : null,
              null);
      stock.fit(batch);
      fit.fit(batch);
    }
    assertThat(ours.params()).isEqualTo(stock.params());
    assertThat(ours.score()).isEqualTo(stock.score());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void inferenceOfVerticesThatWorkInPlaceOrHandOnTheirInputIsTheSame(boolean training) {
    ComputationGraph stock = handedOn();
    ComputationGraph ours = handedOn();
    FastFit fit = new FastFit(ours);
    DataSet batch = new DataSet(Graphs.normal(F, 1, 6, 4), Graphs.oneHot(F, 6, 3));
    INDArray[] one = {Graphs.normal(F, 2, 6, 4)};
    INDArray[] other = {Graphs.normal(F, 3, 6, 4)};
    for (int i = 0; i < 3; i++) {
      stock.fit(batch);
      fit.fit(batch);
      assertThat(ours.output(training, one, null)).isEqualTo(stock.output(training, one, null));
      List<String> inner = List.of("same");
      INDArray kept = ours.output(inner, training, one, null)[0];
      ours.output(inner, training, other, null);
      assertThat(kept).isEqualTo(stock.output(inner, training, one, null)[0]);
      assertThat(ours.feedForward(one, training)).isEqualTo(stock.feedForward(one, training));
    }
    assertThat(ours.params()).isEqualTo(stock.params());
  }

  /** A dense layer read twice, once by a layer that works in place. */
  private static ComputationGraph handedOn() {
    return Graphs.of(
        F,
        InputType.feedForward(4),
        layers ->
            layers
                .addLayer(
                    "a", new Dense.Builder().nOut(5).activation(Activation.TANH).build(), "in")
                .addLayer("b", new ActivationLayer(Activation.SOFTSIGN), "a")
                .addVertex("same", new MergeVertex(), "a")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "same", "b")
                .addLayer("out", new SoftmaxOutput.Builder().nOut(3).build(), "sum")
                .setOutputs("out"));
  }

  @Test
  void aFrozenLayerStays() {
    ComputationGraph stock = handedOn();
    ComputationGraph ours = handedOn();
    for (ComputationGraph graph : List.of(stock, ours)) {
      graph.getVertex("a").setLayerAsFrozen();
    }
    INDArray before = ours.getVertex("a").getLayer().params().dup();
    FastFit fit = new FastFit(ours);
    DataSet batch = new DataSet(Graphs.normal(F, 1, 6, 4), Graphs.oneHot(F, 6, 3));
    for (int i = 0; i < 3; i++) {
      stock.fit(batch);
      fit.fit(batch);
    }
    assertThat(ours.params()).isEqualTo(stock.params());
    assertThat(ours.getVertex("a").getLayer().params()).isEqualTo(before);
  }

  @Test
  void aStepThatFailsLeavesTheNextAlone() {
    ComputationGraph stock = SmallResNet.build();
    ComputationGraph ours = SmallResNet.build();
    FastFit fit = new FastFit(ours);
    INDArray images = SmallResNet.images(1, 8);
    DataSet batch = new DataSet(images, Graphs.oneHot(F, 8, 3));
    for (int i = 0; i < 3; i++) {
      stock.fit(batch);
      fit.fit(batch);
      assertThatThrownBy(() -> fit.fit(new DataSet(images, Graphs.oneHot(F, 8, 2))))
          .hasMessageContaining("labels");
      assertThat(Nd4j.getWorkspaceManager().anyWorkspaceActiveForCurrentThread()).isFalse();
    }
    assertThat(ours.score()).isEqualTo(stock.score());
  }

  @Test
  void aStepThatFailsBehindAnOutputLeavesTheNextAlone() {
    ComputationGraph stock = twoInputs();
    ComputationGraph ours = twoInputs();
    FastFit fit = new FastFit(ours);
    INDArray[] inputs = {Graphs.normal(F, 1, 2, 3, 4), Graphs.normal(F, 2, 2, 5)};
    INDArray a = Graphs.oneHot(F, 2, 3);
    INDArray b = Graphs.oneHot(F, 2, 2);
    for (int i = 0; i < 3; i++) {
      MultiDataSet batch = new MultiDataSet(inputs, new INDArray[] {a, b});
      stock.fit(batch);
      fit.fit(batch);
      for (INDArray[] wrong : new INDArray[][] {{b, b}, {a, a}}) {
        assertThatThrownBy(() -> fit.fit(new MultiDataSet(inputs, wrong)))
            .hasMessageContaining("labels");
        assertThat(Nd4j.getWorkspaceManager().anyWorkspaceActiveForCurrentThread()).isFalse();
      }
    }
    assertThat(ours.params()).isEqualTo(stock.params());
  }

  private static ComputationGraph twoInputs() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new FastAdam(0.01))
                .l2(0.01)
                .graphBuilder()
                .addInputs("steps", "row")
                .setInputTypes(InputType.recurrent(3), InputType.feedForward(5))
                .addLayer("gru", new Gru.Builder().nOut(4).build(), "steps")
                .addLayer("last", new TimePooling(TimePooling.Mode.LAST), "gru")
                .addVertex("both", new MergeVertex(), "last", "row")
                .addLayer("a", new SoftmaxOutput.Builder().nOut(3).build(), "both")
                .addLayer("b", new SoftmaxOutput.Builder().nOut(2).build(), "both")
                .setOutputs("a", "b")
                .build());
    graph.init();
    return graph;
  }

  @Test
  void truncatedBackPropagationGoesThroughTheGraphsOwn() {
    DataSet batch = new DataSet(Graphs.normal(F, 2, 2, 3, 40), labels(40));
    ComputationGraph stock = recurrent(new FastAdam(0.01), BackpropType.TruncatedBPTT);
    ComputationGraph ours = recurrent(new FastAdam(0.01), BackpropType.TruncatedBPTT);
    stock.fit(batch);
    new FastFit(ours).fit(batch);
    assertThat(ours.params()).isEqualTo(stock.params());
    assertThat(ours.getIterationCount()).isEqualTo(stock.getIterationCount()).isGreaterThan(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void updatersNoisePenaltiesAndClippingAreTheSameInTwoThreads(DataType type) throws Exception {
    DataSet batch = new DataSet(Graphs.normal(type, 1, 6, 3, 5), Graphs.oneHot(type, 6, 3));
    ComputationGraph stock = mixed(type);
    train(stock::fit, batch);
    List<ComputationGraph> ours = List.of(mixed(type), mixed(type));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    for (Future<?> done :
        ours.stream()
            .map(graph -> threads.submit(() -> train(new FastFit(graph)::fit, batch)))
            .toList()) {
      done.get();
    }
    threads.shutdown();
    for (ComputationGraph graph : ours) {
      assertThat(graph.params()).isEqualTo(stock.params());
      assertThat(graph.score()).isEqualTo(stock.score());
      assertThat(graph.getUpdater().getStateViewArray())
          .isEqualTo(stock.getUpdater().getStateViewArray());
    }
  }

  private static void train(Consumer<DataSet> fit, DataSet batch) {
    Nd4j.getRandom().setSeed(5);
    for (int i = 0; i < 20; i++) {
      fit.accept(batch);
    }
  }

  private static ComputationGraph mixed(DataType type) {
    return Graphs.of(
        type,
        InputType.recurrent(3),
        new FastAdam(0.01),
        g ->
            g.addLayer(
                    "a",
                    new BidirectionalLstm.Builder()
                        .nOut(4)
                        .l2(0.01)
                        .updater(new Nesterovs(0.1, 0.9))
                        .gradientNormalization(GradientNormalization.ClipL2PerParamType)
                        .gradientNormalizationThreshold(0.01)
                        .build(),
                    "in")
                .addLayer("pool", new TimePooling(TimePooling.Mode.MEAN), "a")
                .addLayer(
                    "b",
                    new Dense.Builder()
                        .nOut(7)
                        .l1(0.01)
                        .weightNoise(new DropConnect(0.5))
                        .dropOut(new FastDropout(0.3))
                        .constrainWeights(new MaxNormConstraint(0.5, 1))
                        .build(),
                    "pool")
                .addLayer("norm", new BatchNorm.Builder().build(), "b")
                .addLayer(
                    "out",
                    new SoftmaxOutput.Builder().nOut(3).weightDecay(0.1).dropOut(0.8).build(),
                    "norm")
                .setOutputs("out"));
  }

  @Test
  void listenersHearOfAStep() {
    ComputationGraph graph = SmallResNet.build();
    CollectScoresListener listener = new CollectScoresListener(1);
    graph.setListeners(listener);
    new FastFit(graph).fit(new DataSet(SmallResNet.images(1, 8), Graphs.oneHot(F, 8, 3)));
    assertThat(listener.getListScore().size()).isEqualTo(1);
  }

  @Test
  void constraintsAndLayersKnowTheSameIteration() {
    IterationConstraint seen = new IterationConstraint();
    ComputationGraph stock = constrained(seen);
    ComputationGraph ours = constrained(seen);
    FastFit fit = new FastFit(ours);
    DataSet batch = new DataSet(Graphs.normal(F, 1, 4, 3), Graphs.oneHot(F, 4, 3));
    for (int i = 0; i < 2; i++) {
      stock.fit(batch);
      fit.fit(batch);
    }
    assertThat(ours.params()).isEqualTo(stock.params());
    assertThat(ours.getLayer(0).getIterationCount())
        .isEqualTo(stock.getLayer(0).getIterationCount());
  }

  @Test
  void layersKnowTheEpochAndTheIterationBeforeAStep() {
    ComputationGraph stock = scheduled();
    ComputationGraph ours = scheduled();
    FastFit fit = new FastFit(ours);
    DataSet batch = new DataSet(Graphs.normal(F, 1, 6, 4), Graphs.oneHot(F, 6, 3));
    for (Consumer<DataSet> step : List.<Consumer<DataSet>>of(stock::fit, fit::fit)) {
      Nd4j.getRandom().setSeed(5);
      step.accept(batch);
    }
    assertThat(ours.params()).isEqualTo(stock.params());
  }

  /** At epoch 2 and iteration 7, with dropout that depends on both. */
  private static ComputationGraph scheduled() {
    ISchedule byEpoch = new StepSchedule(ScheduleType.EPOCH, 0.9, 0.5, 1);
    ISchedule byIteration = new StepSchedule(ScheduleType.ITERATION, 0.9, 0.8, 1);
    ComputationGraph graph =
        Graphs.of(
            F,
            InputType.feedForward(4),
            layers ->
                layers
                    .addLayer(
                        "a",
                        new Dense.Builder().nOut(50).dropOut(new Dropout(byEpoch)).build(),
                        "in")
                    .addLayer(
                        "out",
                        new SoftmaxOutput.Builder()
                            .nOut(3)
                            .dropOut(new Dropout(byIteration))
                            .build(),
                        "a")
                    .setOutputs("out"));
    graph.getConfiguration().setEpochCount(2);
    graph.getConfiguration().setIterationCount(7);
    return graph;
  }

  @Test
  void frozenParametersStayInSegmentsToo() {
    ComputationGraph graph = recurrent(new FastAdam(0.01), BackpropType.TruncatedBPTT);
    INDArray before = graph.params().dup();
    new FastFit(graph, 30).fit(new DataSet(Graphs.normal(F, 2, 2, 3, 40), labels(40)));
    for (int i = 0; i < 40; i++) {
      assertThat(graph.params().getDouble(i) == before.getDouble(i)).isEqualTo(i < 30);
    }
  }

  @Test
  void frozenParametersStay() {
    ComputationGraph graph = SmallResNet.build();
    INDArray before = graph.params().dup();
    FastFit fit = new FastFit(graph, 30);
    fit.fit(new DataSet(SmallResNet.images(1, 8), Graphs.oneHot(F, 8, 3)));
    for (int i = 0; i < 40; i++) {
      assertThat(graph.params().getDouble(i) == before.getDouble(i)).isEqualTo(i < 30);
    }
  }

  /** Sets all weights to the iteration it hears of. */
  private static final class IterationConstraint extends BaseConstraint {
    private static final long serialVersionUID = 1;

    private int iteration;

    @Override
    public void applyConstraint(Layer layer, int iteration, int epoch) {
      this.iteration = iteration;
      super.applyConstraint(layer, iteration, epoch);
    }

    @Override
    public void apply(INDArray weights) {
      weights.assign(iteration);
    }

    @Override
    public IterationConstraint clone() {
      return new IterationConstraint();
    }
  }

  private static ComputationGraph constrained(IterationConstraint constraint) {
    return Graphs.of(
        F,
        InputType.feedForward(3),
        g ->
            g.addLayer(
                    "out",
                    new SoftmaxOutput.Builder().nOut(3).constrainWeights(constraint).build(),
                    "in")
                .setOutputs("out"));
  }

  private static INDArray labels(int steps) {
    return Graphs.oneHot(F, 2 * steps, 3).reshape(2, steps, 3).permute(0, 2, 1);
  }

  private static ComputationGraph recurrent(IUpdater updater, BackpropType type) {
    return Graphs.of(
        F,
        InputType.recurrent(3),
        updater,
        g ->
            g.addLayer("a", new Lstm.Builder().nOut(4).build(), "in")
                .addLayer("out", new SoftmaxOutput.Builder().nOut(3).build(), "a")
                .setOutputs("out")
                .backpropType(type));
  }
}
