package org.menagerie.layers.runtime;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.BatchNorm;
import org.menagerie.layers.kernel.BatchNormKernel;
import org.menagerie.layers.kernel.BatchNormKernel.BatchNormArrays;
import org.menagerie.layers.kernel.Fused;
import org.menagerie.layers.kernel.Kernels;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The runtime layer of {@link BatchNorm}. */
public final class BatchNormRuntime extends BaseLayer<BatchNorm> {
  private static final long serialVersionUID = 1;
  private static final String GAMMA = BatchNormalizationParamInitializer.GAMMA;
  private static final String BETA = BatchNormalizationParamInitializer.BETA;
  private static final String MEAN = BatchNormalizationParamInitializer.GLOBAL_MEAN;
  private static final String VAR = BatchNormalizationParamInitializer.GLOBAL_VAR;

  private final transient BatchNormKernel kernel;
  // null when the kernel applies the activation
  private final transient IActivation activation;
  private final transient INDArray batchMean;
  private final transient INDArray batchVar;
  // what the last forward pass worked on
  private transient INDArray x;
  private transient INDArray z;
  // whether that pass was one of training, with dropout
  private boolean trained;
  // whether it took the batch's statistics, which a fixed layer's training does not
  private boolean ofBatch;

  /** A layer of this configuration for arrays of this type. */
  public BatchNormRuntime(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
    IActivation wished = layerConf().getActivationFn();
    Fused fused = Fused.of(wished) == Fused.RELU ? Fused.RELU : Fused.NONE;
    boolean applied = fused == Fused.RELU || wished instanceof ActivationIdentity;
    activation = applied ? null : wished;
    kernel = Kernels.of(type).batchNorm(layerConf().getEps(), fused);
    batchMean = Nd4j.create(type, layerConf().getNOut());
    batchVar = Nd4j.create(type, layerConf().getNOut());
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    trained = training;
    ofBatch = training && !layerConf().takesRunningStatistics();
    return forward(training, ArrayType.ACTIVATIONS, ArrayType.INPUT, workspaces);
  }

  private INDArray forward(
      boolean keeps, ArrayType results, ArrayType copies, LayerWorkspaceMgr workspaces) {
    x = given(copies, workspaces);
    INDArray y = workspaces.createUninitialized(results, dataType, x.shape());
    if (ofBatch) {
      kernel.train(x, getParam(GAMMA), getParam(BETA), batchMean, batchVar, y);
    } else {
      kernel.infer(x, getParam(GAMMA), getParam(BETA), getParam(MEAN), getParam(VAR), y);
    }
    if (activation == null) {
      return y;
    }
    // IActivation overwrites its argument, and differentiates from it
    z = keeps ? workspaces.dup(results, y) : null;
    return activation.getActivation(y, trained);
  }

  private INDArray given(ArrayType copies, LayerWorkspaceMgr workspaces) {
    long features = layerConf().getNOut();
    if (input.rank() != 2) {
      return Images.of(input, features, dataType, copies, workspaces, this::layerId);
    }
    Shapes.requireFeatures(input, features, this::layerId);
    return Ordered.of(input, dataType, copies, workspaces);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    if (!trained) {
      // Deeplearning4j allows a backward pass after inference: frozen layers, external errors
      forward(true, ArrayType.BP_WORKING_MEM, ArrayType.BP_WORKING_MEM, workspaces);
    }
    Shapes.require("gradient", epsilon, this::layerId, x.shape());
    INDArray dy = Ordered.of(epsilon, dataType, ArrayType.BP_WORKING_MEM, workspaces);
    INDArray dz = activation == null ? dy : activation.backprop(z, dy).getFirst();
    INDArray dx = workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, x.shape());
    INDArray dgamma = gradientViews.get(GAMMA);
    INDArray dbeta = gradientViews.get(BETA);
    if (ofBatch) {
      kernel.backward(arrays(batchMean, batchVar), dz, dgamma, dbeta, dx);
      moveTowards(batchMean, MEAN);
      moveTowards(batchVar, VAR);
    } else {
      kernel.backwardFixed(arrays(getParam(MEAN), getParam(VAR)), dz, dgamma, dbeta, dx);
      gradientViews.get(MEAN).assign(0);
      gradientViews.get(VAR).assign(0);
    }
    Gradient gradient = new DefaultGradient();
    for (String name : new String[] {GAMMA, BETA, MEAN, VAR}) {
      gradient.setGradientFor(name, gradientViews.get(name));
    }
    return new Pair<>(gradient, trained ? backpropDropOutIfPresent(dx) : dx);
  }

  private BatchNormArrays arrays(INDArray mean, INDArray var) {
    return new BatchNormArrays(x, getParam(GAMMA), getParam(BETA), mean, var);
  }

  /** The "gradient" (1 - decay) (old - batch), which Deeplearning4j subtracts unchanged. */
  private void moveTowards(INDArray batch, String running) {
    INDArray step = gradientViews.get(running);
    getParam(running).subi(batch, step);
    step.muli(1 - layerConf().getDecay());
  }

  @Override
  public boolean updaterDivideByMinibatch(String parameter) {
    return !MEAN.equals(parameter) && !VAR.equals(parameter);
  }

  @Override
  public Type type() {
    return Type.NORMALIZATION;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void clear() {
    super.clear();
    x = null;
    z = null;
  }
}
