package org.menagerie.layers.runtime;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.RecurrentConfiguration;
import org.menagerie.layers.kernel.Kernels;
import org.menagerie.layers.kernel.RecurrentInput;
import org.menagerie.layers.kernel.RecurrentKernel;
import org.menagerie.layers.kernel.RecurrentState;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A recurrent layer that walks forward in time, whole sequences or from a stored state on. */
public final class ForwardRecurrentLayer extends AbstractRecurrentLayer<RecurrentConfiguration> {
  private static final long serialVersionUID = 1;

  private static final String OUTPUT = "prevAct"; // Deeplearning4j's names of the stored state
  private static final String MEMORY = "prevMem";
  private static final String NO_PREFIX = "";

  private final transient RecurrentKernel kernel;
  // where the last forward pass started from, and whether it was one of training
  private transient RecurrentState initial;
  private boolean trained;

  /** A layer of this configuration's cell. */
  public ForwardRecurrentLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
    kernel = layerConf().cell().kernel(Kernels.of(type));
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    return forward(null, training, workspaces);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    return backward(epsilon, Integer.MAX_VALUE, workspaces);
  }

  @Override
  public Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray epsilon, int steps, LayerWorkspaceMgr workspaces) {
    return backward(epsilon, steps, workspaces);
  }

  @Override
  public INDArray rnnTimeStep(INDArray input, LayerWorkspaceMgr workspaces) {
    setInput(input, workspaces);
    INDArray out = forward(state(stateMap), false, workspaces);
    store(stateMap);
    return out;
  }

  @Override
  public INDArray rnnActivateUsingStoredState(
      INDArray input, boolean training, boolean store, LayerWorkspaceMgr workspaces) {
    setInput(input, workspaces);
    INDArray out = forward(state(tBpttStateMap), training, workspaces);
    if (store) {
      store(tBpttStateMap);
    }
    return out;
  }

  @Override
  public void clear() {
    super.clear();
    initial = null;
    trained = false;
  }

  private INDArray forward(RecurrentState from, boolean training, LayerWorkspaceMgr workspaces) {
    initial = from;
    trained = training;
    return forward(training, workspaces);
  }

  private INDArray forward(boolean keeps, LayerWorkspaceMgr workspaces) {
    INDArray x = sequence(trained, workspaces);
    INDArray out =
        create(ArrayType.ACTIVATIONS, workspaces, x.size(0), layerConf().getNOut(), x.size(2));
    kernel.forward(
        new RecurrentInput(x, maskArray, initial, false),
        weights(NO_PREFIX, trained, workspaces),
        keeps,
        out);
    return permuteIfNWC(out);
  }

  private Pair<Gradient, INDArray> backward(
      INDArray epsilon, int steps, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    boolean dropped = trained;
    if (!trained) {
      // Deeplearning4j allows a backward pass after inference: frozen layers, external errors
      forward(true, workspaces);
    }
    trained = false;
    INDArray sequence = permuteIfNWC(input);
    INDArray dy = permuteIfNWC(epsilon);
    long[] output = {sequence.size(0), layerConf().getNOut(), sequence.size(2)};
    Shapes.require("gradient", dy, this::layerId, output);
    INDArray dx =
        create(
            ArrayType.ACTIVATION_GRAD,
            workspaces,
            sequence.size(0),
            sequence.size(1),
            sequence.size(2));
    kernel.backward(dy, steps, gradients(NO_PREFIX), dx);
    return finish(dx, dropped);
  }

  private RecurrentState state(Map<String, INDArray> stored) {
    INDArray output = stored.get(OUTPUT);
    if (output == null) {
      return null;
    }
    INDArray memory = stored.get(MEMORY);
    for (INDArray each : memory == null ? List.of(output) : List.of(output, memory)) {
      // rnnSetPreviousState takes anything
      Shapes.require("stored state", each, this::layerId, output.size(0), layerConf().getNOut());
    }
    return new RecurrentState(output, memory);
  }

  private void store(Map<String, INDArray> into) {
    RecurrentState last = kernel.last();
    into.put(OUTPUT, last.output());
    if (last.cell() != null) {
      into.put(MEMORY, last.cell());
    }
  }
}
