package org.menagerie.layers;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarDivision;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.regularization.Regularization.ApplyStep;

/**
 * Deeplearning4j's updater of a graph, without its detour for gradients of other networks.
 *
 * <p>M2.1 recognises a graph's own gradients by object identity, but asks for them through a method
 * that gives a new view each time. So it takes every gradient for another network's, and makes six
 * views of each parameter in each step, more work than the arithmetic of a small network.
 */
public final class OwnGradientUpdater extends ComputationGraphUpdater {
  private static final long serialVersionUID = 1;

  private final long frozen;
  private final boolean normalizes;
  // of all gradients, by the size of a batch
  private final transient Map<Integer, List<ScalarDivision>> divisions = new HashMap<>();

  private OwnGradientUpdater(ComputationGraph graph, INDArray state, long frozen) {
    super(graph, state);
    this.frozen = frozen;
    normalizes = Arrays.stream(getOrderedLayers()).anyMatch(OwnGradientUpdater::normalizes);
    updaterBlocks.replaceAll(Block::new);
  }

  private static boolean normalizes(Trainable layer) {
    GradientNormalization kind = layer.getConfig().getGradientNormalization();
    return kind != null && kind != GradientNormalization.None;
  }

  /**
   * Puts this updater in the place of the graph's own, with its state.
   *
   * <p>Call it after {@code init} or after loading; results do not change. A graph's {@code
   * setLearningRate} makes a stock updater anew without a word: call this again after it.
   *
   * @throws IllegalStateException for a graph that is not initialised
   */
  public static void install(ComputationGraph graph) {
    install(graph, 0);
  }

  /**
   * The same, with parameters that no update changes.
   *
   * @param frozen how many, from the first on
   * @throws IllegalArgumentException for fewer than none or more than there are
   */
  public static void install(ComputationGraph graph, long frozen) {
    if (Checks.given(graph, "graph").getLayers() == null) {
      throw new IllegalStateException("the graph must be initialised first; call init()");
    }
    if (frozen < 0 || frozen > graph.numParams()) {
      throw new IllegalArgumentException(
          "frozen must be in [0, %d], was %d".formatted(graph.numParams(), frozen));
    }
    graph.setUpdater(new OwnGradientUpdater(graph, graph.getUpdater().getStateViewArray(), frozen));
  }

  @Override
  public synchronized void update(
      Gradient gradient, int iteration, int epoch, int batch, LayerWorkspaceMgr workspaces) {
    super.update(recognised(gradient), iteration, epoch, batch, workspaces);
    if (frozen > 0) { // what stands here now is subtracted from the parameters
      INDArray updates = gradient.gradient();
      updates.get(NDArrayIndex.all(), NDArrayIndex.interval(0, frozen)).assign(0);
    }
  }

  /** As the method that it replaces, with operations that are made once for each size of batch. */
  @Override
  protected void divideByMinibatch(boolean isExternal, Gradient gradient, int batch) {
    if (isExternal) {
      super.divideByMinibatch(true, gradient, batch);
      return;
    }
    divisions.computeIfAbsent(batch, this::divisions).forEach(Nd4j.getExecutioner()::exec);
  }

  private List<ScalarDivision> divisions(int batch) {
    return getMinibatchDivisionSubsets(getFlattenedGradientsView()).stream()
        .map(part -> new ScalarDivision(part, null, part, batch))
        .toList();
  }

  private Gradient recognised(Gradient gradient) {
    INDArray own = getFlattenedGradientsView();
    INDArray given = gradient.gradient();
    boolean same =
        given == own
            || (given.data().address() == own.data().address()
                && given.offset() == own.offset()
                && given.length() == own.length());
    if (!same) {
      return gradient;
    }
    // parts are for clipping alone, and take maps to sort by layer
    return new OwnGradient(own, normalizes ? gradient : new DefaultGradient());
  }

  /** A block that makes its view of the gradients once instead of in each step. */
  private static final class Block extends UpdaterBlock {
    private final INDArray gradients; // [n]

    Block(UpdaterBlock stock) {
      super(
          stock.getParamOffsetStart(),
          stock.getParamOffsetEnd(),
          stock.getUpdaterViewOffsetStart(),
          stock.getUpdaterViewOffsetEnd(),
          stock.getLayersAndVariablesInBlock());
      setUpdaterView(stock.getUpdaterView());
      setGradientView(stock.getGradientView());
      setGradientUpdater(stock.getGradientUpdater());
      gradients = stock.getGradientView().reshape(stock.getGradientView().length());
    }

    @Override
    public void update(int iteration, int epoch) {
      applyRegularizationAllVariables(
          ApplyStep.BEFORE_UPDATER, iteration, epoch, false, null, null);
      getGradientUpdater().applyUpdater(gradients, iteration, epoch);
      applyRegularizationAllVariables(ApplyStep.POST_UPDATER, iteration, epoch, false, null, null);
    }
  }
}
