package org.menagerie.layers.runtime;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.BidirectionalRecurrent;
import org.menagerie.layers.BidirectionalRecurrent.Mode;
import org.menagerie.layers.kernel.Kernels;
import org.menagerie.layers.kernel.Lanes;
import org.menagerie.layers.kernel.RecurrentInput;
import org.menagerie.layers.kernel.RecurrentKernel;
import org.menagerie.layers.kernel.RecurrentWeights;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Two recurrent kernels, one walking backward, side by side where there are threads. */
public final class BidirectionalRecurrentLayer
    extends AbstractRecurrentLayer<BidirectionalRecurrent> {
  private static final long serialVersionUID = 1;

  private static final String FORWARD = "f";
  private static final String BACKWARD = "b";

  private final transient RecurrentKernel forward;
  private final transient RecurrentKernel backward;
  private final Kernels family;
  private boolean trained;

  /** A layer of this configuration's cell in both directions. */
  public BidirectionalRecurrentLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
    family = Kernels.of(type);
    forward = layerConf().cell().kernel(family);
    backward = layerConf().cell().kernel(family);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    trained = training;
    return forward(training, workspaces);
  }

  private INDArray forward(boolean keeps, LayerWorkspaceMgr workspaces) {
    INDArray x = inSteps(sequence(trained, workspaces), workspaces);
    long hidden = layerConf().getNOut();
    boolean concat = layerConf().getMode() == Mode.CONCAT;
    long features = concat ? 2 * hidden : hidden;
    INDArray out = create(ArrayType.ACTIVATIONS, workspaces, x.size(0), features, x.size(2));
    INDArray first = concat ? features(out, 0, hidden) : out;
    INDArray second =
        concat
            ? features(out, hidden, 2 * hidden)
            : create(ArrayType.FF_WORKING_MEM, workspaces, x.size(0), hidden, x.size(2));
    RecurrentWeights forwardWeights = weights(FORWARD, trained, workspaces);
    RecurrentWeights backwardWeights = weights(BACKWARD, trained, workspaces);
    sideBySide(
        () -> forward.forward(input(x, false), forwardWeights, keeps, first),
        () -> backward.forward(input(x, true), backwardWeights, keeps, second));
    return permuteIfNWC(merge(out, second));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    boolean dropped = trained;
    if (!trained) {
      // Deeplearning4j allows a backward pass after inference: frozen layers, external errors
      forward(true, workspaces);
    }
    trained = false;
    INDArray x = permuteIfNWC(input);
    INDArray dx = create(ArrayType.ACTIVATION_GRAD, workspaces, x.size(0), x.size(1), x.size(2));
    INDArray second = create(ArrayType.BP_WORKING_MEM, workspaces, x.size(0), x.size(1), x.size(2));
    INDArray dy = permuteIfNWC(epsilon);
    long hidden = layerConf().getNOut();
    long features = layerConf().getMode() == Mode.CONCAT ? 2 * hidden : hidden;
    Shapes.require("gradient", dy, this::layerId, x.size(0), features, x.size(2));
    Epsilons epsilons = split(dy, workspaces);
    sideBySide(
        () -> forward.backward(epsilons.forward(), Integer.MAX_VALUE, gradients(FORWARD), dx),
        () ->
            backward.backward(epsilons.backward(), Integer.MAX_VALUE, gradients(BACKWARD), second));
    return finish(dx.addi(second), dropped);
  }

  @Override
  public void clear() {
    super.clear();
    trained = false;
  }

  private RecurrentInput input(INDArray x, boolean reverse) {
    return new RecurrentInput(x, maskArray, null, reverse);
  }

  private INDArray merge(INDArray out, INDArray second) {
    return switch (layerConf().getMode()) {
      case CONCAT -> out;
      case ADD -> out.addi(second);
      case AVERAGE -> out.addi(second).muli(0.5);
    };
  }

  private Epsilons split(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    long hidden = layerConf().getNOut();
    return switch (layerConf().getMode()) {
      case CONCAT ->
          new Epsilons(features(epsilon, 0, hidden), features(epsilon, hidden, 2 * hidden));
      case ADD -> new Epsilons(epsilon, epsilon);
      case AVERAGE -> {
        INDArray half = workspaces.dup(ArrayType.BP_WORKING_MEM, epsilon, 'f').muli(0.5);
        yield new Epsilons(half, half);
      }
    };
  }

  private void sideBySide(Runnable forwardTask, Runnable backwardTask) {
    List<Runnable> tasks = List.of(forwardTask, backwardTask);
    if (family == Kernels.ONEDNN) {
      Lanes.run(tasks);
    } else {
      tasks.forEach(Runnable::run); // ND4J brings its own threads
    }
  }

  private static INDArray features(INDArray sequence, long from, long to) {
    return sequence.get(all(), interval(from, to), all());
  }

  @Override
  public INDArray rnnTimeStep(INDArray input, LayerWorkspaceMgr workspaces) {
    throw wholeSequence("rnnTimeStep");
  }

  @Override
  public INDArray rnnActivateUsingStoredState(
      INDArray input, boolean training, boolean store, LayerWorkspaceMgr workspaces) {
    throw wholeSequence("truncated back-propagation");
  }

  @Override
  public Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray epsilon, int steps, LayerWorkspaceMgr workspaces) {
    throw wholeSequence("truncated back-propagation");
  }

  @Override
  public void rnnSetPreviousState(Map<String, INDArray> state) {
    throw wholeSequence("a stored state");
  }

  private UnsupportedOperationException wholeSequence(String what) {
    return new UnsupportedOperationException(
        what + " is impossible: a bidirectional layer needs the whole sequence " + layerId());
  }

  /** The gradients with respect to the two directions' outputs. */
  private record Epsilons(INDArray forward, INDArray backward) {}
}
