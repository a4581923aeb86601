package org.menagerie.layers.runtime;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.Convolution;
import org.menagerie.layers.kernel.ConvolutionKernel;
import org.menagerie.layers.kernel.Fused;
import org.menagerie.layers.kernel.ImageShape;
import org.menagerie.layers.kernel.Kernels;
import org.menagerie.layers.kernel.Window;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The runtime layer of {@link Convolution}. */
public final class ConvolutionRuntime extends BaseLayer<Convolution> {
  private static final long serialVersionUID = 1;
  private static final String W = ConvolutionParamInitializer.WEIGHT_KEY;
  private static final String B = ConvolutionParamInitializer.BIAS_KEY;

  private final transient ConvolutionKernel kernel;
  private final transient Window[] windows;
  private final boolean fused;
  // what the last forward pass worked on
  private transient INDArray x;
  private transient INDArray z;
  // whether that pass was one of training, with weight noise and dropout
  private boolean trained;

  /** A layer of this configuration for arrays of this type. */
  public ConvolutionRuntime(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
    Convolution layer = layerConf();
    IActivation activation = layer.getActivationFn();
    fused = Fused.supports(activation);
    kernel = Kernels.of(type).convolution(Fused.of(activation));
    windows =
        Window.of(
            layer.getKernelSize(),
            layer.getStride(),
            layer.getDilation(),
            layer.getPadding(),
            layer.getConvolutionMode());
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    trained = training;
    return forward(training, ArrayType.ACTIVATIONS, ArrayType.INPUT, workspaces);
  }

  private INDArray forward(
      boolean keeps, ArrayType results, ArrayType copies, LayerWorkspaceMgr workspaces) {
    INDArray w = getParamWithNoise(W, trained, workspaces);
    INDArray b = hasBias() ? getParamWithNoise(B, trained, workspaces) : null;
    x = Images.of(input, w.size(1), dataType, copies, workspaces, this::layerId);
    ImageShape shape = ImageShape.convolution(x, w.size(0), windows);
    long[] output = Images.output(shape, this::layerId);
    INDArray y = workspaces.createUninitialized(results, dataType, output);
    kernel.forward(shape, x, w, b, y, keeps);
    if (fused) {
      return y;
    }
    // IActivation overwrites its argument, and differentiates from it
    z = keeps ? workspaces.dup(results, y) : null;
    return layerConf().getActivationFn().getActivation(y, trained);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    if (!trained) {
      // Deeplearning4j allows a backward pass after inference: frozen layers, external errors
      forward(true, ArrayType.BP_WORKING_MEM, ArrayType.BP_WORKING_MEM, workspaces);
    }
    INDArray w = getParamWithNoise(W, trained, workspaces);
    ImageShape shape = ImageShape.convolution(x, w.size(0), windows);
    Shapes.require("gradient", epsilon, this::layerId, shape.output());
    INDArray dy = Ordered.of(epsilon, dataType, ArrayType.BP_WORKING_MEM, workspaces);
    INDArray dz = fused ? dy : layerConf().getActivationFn().backprop(z, dy).getFirst();
    INDArray dw = gradientViews.get(W);
    INDArray db = hasBias() ? gradientViews.get(B) : null;
    boolean wanted = layerConf().hasInputGradient();
    INDArray dx =
        wanted
            ? workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, x.shape())
            : workspaces.create(ArrayType.ACTIVATION_GRAD, dataType, x.shape());
    kernel.backward(shape, x, w, dz, dw, db, wanted ? dx : null);
    Gradient gradient = new DefaultGradient();
    // Deeplearning4j flattens convolution weights in 'c' order
    gradient.setGradientFor(W, dw, 'c');
    if (db != null) {
      gradient.setGradientFor(B, db);
    }
    weightNoiseParams.clear();
    return new Pair<>(gradient, trained ? backpropDropOutIfPresent(dx) : dx);
  }

  @Override
  public Type type() {
    return Type.CONVOLUTIONAL;
  }

  @Override
  public boolean hasBias() {
    return layerConf().hasBias();
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
  public void clear() {
    super.clear();
    x = null;
    z = null;
  }

  @Override
  public void clearNoiseWeightParams() {
    weightNoiseParams.clear();
  }
}
