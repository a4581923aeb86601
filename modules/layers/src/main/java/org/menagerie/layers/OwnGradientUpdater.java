package org.menagerie.layers;

import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

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

  private OwnGradientUpdater(ComputationGraph graph, INDArray state, long frozen) {
    super(graph, state);
    this.frozen = frozen;
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
   */
  public static void install(ComputationGraph graph, long frozen) {
    if (graph.getLayers() == null) {
      throw new IllegalStateException("the graph must be initialised first; call init()");
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

  private Gradient recognised(Gradient gradient) {
    INDArray own = getFlattenedGradientsView();
    INDArray given = gradient.gradient();
    boolean same =
        given != own
            && given.data().address() == own.data().address()
            && given.offset() == own.offset()
            && given.length() == own.length();
    return same ? new OwnGradient(own, gradient) : gradient;
  }
}
