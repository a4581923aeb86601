package org.menagerie.layers;

import java.util.Arrays;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.runtime.KeepsArrays;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A graph's {@code fit}, bit for bit, without what surrounds the arithmetic in it.
 *
 * <p>Deeplearning4j's solver makes views of all parameters and all gradients anew in each step, and
 * a report of the task for a heartbeat that nobody reads; layers make their arrays anew. That is a
 * good part of the time of a small network's step, and work for the threads beside it that give the
 * arrays' memory back. Layers that can keep their arrays do so from here on ({@link KeepsArrays}).
 *
 * <p>Forward and backward pass are planned once. The graph's own are used where it has frozen
 * vertices (make a new one of these after freezing), an output without a loss, a cache or no
 * workspaces, and for inputs that lie in a workspace.
 */
public final class FastFit {
  /** What an updater sets aside, in Deeplearning4j's own way. */
  private static final LayerWorkspaceMgr WORKSPACES =
      LayerWorkspaceMgr.builder()
          .with(
              ArrayType.UPDATER_WORKING_MEM,
              "MENAGERIE_UPDATER",
              WorkspaceConfiguration.builder()
                  .policyLearning(LearningPolicy.FIRST_LOOP)
                  .policyAllocation(AllocationPolicy.STRICT)
                  .policySpill(SpillPolicy.REALLOCATE) // another graph may need more
                  .build())
          .build();

  private final ComputationGraph graph;
  private final INDArray parameters; // [n], a view
  private final INDArray gradients; // [n], a view
  private final TrainingPass pass; // null where the graph's own is needed

  /**
   * Fits this graph, by an {@link OwnGradientUpdater}.
   *
   * @throws IllegalStateException for a graph that is not initialised
   */
  public FastFit(ComputationGraph graph) {
    this(graph, 0);
  }

  /**
   * The same, with parameters that no step changes.
   *
   * @param frozen how many, from the first on
   */
  public FastFit(ComputationGraph graph, long frozen) {
    this.graph = graph;
    OwnGradientUpdater.install(graph, frozen);
    if (graph.getFlattenedGradients() == null) {
      graph.initGradientsView();
    }
    for (Layer layer : graph.getLayers()) {
      if (layer instanceof KeepsArrays own) {
        own.keepArrays();
      }
    }
    parameters = graph.params().reshape(graph.numParams());
    gradients = graph.getFlattenedGradients().reshape(graph.numParams());
    pass = TrainingPass.supports(graph) ? new TrainingPass(graph) : null;
  }

  /**
   * One training step.
   *
   * <p>Truncated back-propagation and graphs with listeners go through the graph's own {@code fit}.
   */
  public void fit(DataSet batch) {
    if (!isPlain()) {
      graph.fit(batch);
      return;
    }
    step(
        new INDArray[] {batch.getFeatures()},
        new INDArray[] {batch.getLabels()},
        masks(batch.getFeaturesMaskArray()),
        masks(batch.getLabelsMaskArray()));
  }

  /** The same, for a graph with several inputs or outputs. */
  public void fit(MultiDataSet batch) {
    if (!isPlain()) {
      graph.fit(batch);
      return;
    }
    step(
        batch.getFeatures(),
        batch.getLabels(),
        batch.getFeaturesMaskArrays(),
        batch.getLabelsMaskArrays());
  }

  private void step(
      INDArray[] inputs, INDArray[] labels, INDArray[] inputMasks, INDArray[] labelMasks) {
    graph.setInputs(inputs);
    graph.setLabels(labels);
    graph.setLayerMaskArrays(inputMasks, labelMasks);
    Gradient gradient = pass == null || anyInWorkspace(inputs) ? stockGradient() : pass.run(labels);
    int iteration = graph.getIterationCount();
    int epoch = graph.getEpochCount();
    graph.getUpdater().update(gradient, iteration, epoch, graph.batchSize(), WORKSPACES);
    Nd4j.getBlasWrapper().level1().axpy(parameters.length(), -1, gradients, parameters);
    graph.getConfiguration().setIterationCount(iteration + 1);
    graph.applyConstraints(iteration + 1, epoch);
    graph.clearLayerMaskArrays();
    graph.clearLayersStates();
    for (Layer layer : graph.getLayers()) {
      layer.setIterationCount(iteration + 1);
    }
  }

  private static boolean anyInWorkspace(INDArray[] arrays) {
    return Arrays.stream(arrays).anyMatch(INDArray::isAttached);
  }

  private Gradient stockGradient() {
    graph.computeGradientAndScore();
    return new OwnGradient(graph.getFlattenedGradients(), graph.gradient());
  }

  private boolean isPlain() {
    return graph.getListeners().isEmpty()
        && graph.getConfiguration().getBackpropType() == BackpropType.Standard
        && graph.conf().getOptimizationAlgo() == OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT;
  }

  private static INDArray[] masks(INDArray mask) {
    return mask == null ? null : new INDArray[] {mask};
  }
}
