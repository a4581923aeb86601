package org.menagerie.layers.runtime;

import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.ClassToken;
import org.menagerie.layers.kernel.StepMask;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Runs {@link ClassToken}. */
public final class ClassTokenRuntime extends BaseLayer<ClassToken> {
  private static final long serialVersionUID = 1L;

  // whether the last forward pass was one of training, with dropout
  private boolean trained;

  /** For {@link ClassToken#instantiate}. */
  public ClassTokenRuntime(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    trained = training;
    Shapes.requireSequence(input, this::layerId);
    Steps steps = steps();
    StepMask mask = steps.mask(maskArray, this::layerId);
    long[] shape = {input.size(0), input.size(2) + 1, input.size(1)};
    INDArray y =
        workspaces
            .createUninitialized(ArrayType.ACTIVATIONS, dataType, shape, 'c')
            .permute(0, 2, 1);
    first(y).assign(tokens(training, workspaces));
    INDArray given = steps.rows(input.castTo(dataType), ArrayType.FF_WORKING_MEM, workspaces);
    INDArray rows = Ordered.withoutPadding(given, mask, ArrayType.FF_WORKING_MEM, workspaces);
    rest(y).assign(steps.sequence(rows));
    return y;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    Steps steps = steps();
    long[] output = {input.size(0), input.size(1), input.size(2) + 1};
    Shapes.require("gradient", epsilon, this::layerId, output);
    INDArray weights = gradientViews.get(ClassToken.WEIGHTS);
    weights.assign(first(epsilon).sum(true, 0));
    long[] shape = {input.size(0) * input.size(2), input.size(1)};
    INDArray rows = workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, shape, 'c');
    INDArray dx = steps.sequence(rows);
    dx.assign(rest(epsilon));
    steps.mask(maskArray, this::layerId).clearPadding(rows);
    weightNoiseParams.clear();
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(ClassToken.WEIGHTS, weights);
    return new Pair<>(gradient, trained ? backpropDropOutIfPresent(dx) : dx);
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray newMask, MaskState state, int minibatchSize) {
    maskArray = newMask;
    maskState = state;
    if (newMask == null || newMask.rank() != 2) { // refused by the forward pass
      return new Pair<>(newMask, state);
    }
    INDArray token = Nd4j.ones(newMask.dataType(), newMask.size(0), 1);
    return new Pair<>(Nd4j.concat(1, token, newMask), state);
  }

  // one copy of the token for each sequence: [N, F]
  private INDArray tokens(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray token = getParamWithNoise(ClassToken.WEIGHTS, training, workspaces);
    return token.broadcast(input.size(0), token.size(1));
  }

  private Steps steps() {
    return Steps.of(input, layerConf().getNIn(), this::layerId);
  }

  private static INDArray first(INDArray sequences) {
    return sequences.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(0));
  }

  private static INDArray rest(INDArray sequences) {
    return sequences.get(
        NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(1, sequences.size(2)));
  }

  @Override
  public void setParams(INDArray given) {
    FlatParameters.assign(given, paramsFlattened, layerId());
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public Type type() {
    return Type.RECURRENT;
  }
}
