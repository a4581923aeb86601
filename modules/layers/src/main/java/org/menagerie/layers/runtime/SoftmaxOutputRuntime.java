package org.menagerie.layers.runtime;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseOutputLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.SoftmaxOutput;
import org.menagerie.layers.kernel.CrossEntropyKernel;
import org.menagerie.layers.kernel.DenseKernel;
import org.menagerie.layers.kernel.Fused;
import org.menagerie.layers.kernel.Kernels;
import org.menagerie.layers.kernel.Lanes;
import org.menagerie.layers.kernel.StepMask;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The runtime layer of {@link SoftmaxOutput}. */
public final class SoftmaxOutputRuntime extends BaseOutputLayer<SoftmaxOutput>
    implements KeepsArrays {
  private static final long serialVersionUID = 1;
  private static final String W = DefaultParamInitializer.WEIGHT_KEY;
  private static final String B = DefaultParamInitializer.BIAS_KEY;

  private final transient DenseKernel dense;
  private final transient CrossEntropyKernel crossEntropy;
  private final transient PassArray logits = new PassArray(ArrayType.BP_WORKING_MEM);
  private final transient PassArray inputGradients = new PassArray(ArrayType.ACTIVATION_GRAD);
  private transient Rows rows;
  private transient StepMask mask;
  private transient INDArray x;
  // summed over the batch by backpropGradient, which computeScore follows; NaN when unknown
  private double loss = Double.NaN;

  /** A layer of this configuration for arrays of this type. */
  public SoftmaxOutputRuntime(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
    dense = Kernels.of(type).dense(Fused.NONE);
    crossEntropy = Kernels.of(type).crossEntropy();
  }

  @Override
  public void keepArrays() {
    logits.keep();
    inputGradients.keep();
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    return Lanes.alone(operations(), () -> probabilities(training, workspaces));
  }

  private INDArray probabilities(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray y = logits(training, ArrayType.ACTIVATIONS, workspaces);
    crossEntropy.softmax(y);
    mask.clearPadding(y);
    return rows.array(y);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    return Lanes.alone(operations(), () -> gradients(workspaces));
  }

  private Pair<Gradient, INDArray> gradients(LayerWorkspaceMgr workspaces) {
    INDArray dz = logits(true, ArrayType.BP_WORKING_MEM, workspaces);
    loss = lossAndGradient(dz, ArrayType.BP_WORKING_MEM, workspaces);
    INDArray w = getParamWithNoise(W, true, workspaces);
    INDArray dw = gradientViews.get(W);
    INDArray db = hasBias() ? gradientViews.get(B) : null;
    INDArray dx =
        inputGradients.get(ArrayType.ACTIVATION_GRAD, dataType, x.size(0), w.size(0), workspaces);
    dense.backward(x, w, dz, dw, db, dx);
    gradient = new DefaultGradient();
    gradient.setGradientFor(W, dw);
    if (db != null) {
      gradient.setGradientFor(B, db);
    }
    weightNoiseParams.clear();
    return new Pair<>(gradient, backpropDropOutIfPresent(rows.array(dx)));
  }

  @Override
  public double computeScore(double regularization, boolean training, LayerWorkspaceMgr mgr) {
    if (input == null || labels == null) {
      throw new IllegalStateException("a score needs input and labels in " + layerId());
    }
    if (Double.isNaN(loss)) {
      loss = Lanes.alone(operations(), () -> loss(training, mgr));
    }
    score = (conf().isMiniBatch() ? loss / getInputMiniBatchSize() : loss) + regularization;
    loss = Double.NaN;
    return score;
  }

  private double loss(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray logits = logits(training, ArrayType.FF_WORKING_MEM, workspaces);
    return lossAndGradient(logits, ArrayType.FF_WORKING_MEM, workspaces);
  }

  /** Multiplications of the logits: rows, each with every weight. */
  private long operations() {
    return input == null ? 0 : input.length() * layerConf().getNOut();
  }

  private INDArray logits(boolean training, ArrayType array, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    INDArray w = getParamWithNoise(W, training, workspaces);
    INDArray b = hasBias() ? getParamWithNoise(B, training, workspaces) : null;
    rows = Rows.of(input, this::layerId);
    mask = rows.mask(maskArray, this::layerId);
    INDArray matrix =
        rows.matrix(input.castTo(dataType), w.size(0), ArrayType.INPUT, workspaces, this::layerId);
    x = Ordered.withoutPadding(matrix, mask, ArrayType.INPUT, workspaces);
    INDArray y = logits.get(array, dataType, x.size(0), w.size(1), workspaces);
    dense.forward(x, w, b, y, training);
    return y;
  }

  private double lossAndGradient(INDArray logits, ArrayType copies, LayerWorkspaceMgr workspaces) {
    return crossEntropy.lossAndGradient(logits, getLabels2d(workspaces, copies), weights());
  }

  private INDArray weights() {
    return maskArray == null ? null : rows.weights(maskArray, dataType, this::layerId);
  }

  /** The loss of each example, summed over its steps: [batch, 1]. */
  @Override
  public INDArray computeScoreForExamples(double regularization, LayerWorkspaceMgr workspaces) {
    if (input == null || labels == null) {
      throw new IllegalStateException("scores need input and labels in " + layerId());
    }
    INDArray logits = logits(false, ArrayType.FF_WORKING_MEM, workspaces);
    INDArray targets = getLabels2d(workspaces, ArrayType.FF_WORKING_MEM);
    INDArray losses =
        layerConf()
            .getLossFn()
            .computeScoreArray(targets, logits, layerConf().getActivationFn(), weights());
    INDArray byExample = rows.sumByExample(losses).addi(regularization);
    return workspaces.leverageTo(ArrayType.ACTIVATIONS, byExample);
  }

  @Override
  protected INDArray preOutput2d(boolean training, LayerWorkspaceMgr workspaces) {
    return logits(training, ArrayType.FF_WORKING_MEM, workspaces);
  }

  @Override
  protected INDArray getLabels2d(LayerWorkspaceMgr workspaces, ArrayType array) {
    long classes = layerConf().getNOut();
    Shapes.require("labels", labels, this::layerId, rows.shape(classes));
    return rows.matrix(labels.castTo(dataType), classes, array, workspaces, this::layerId);
  }

  /** RECURRENT: rnnTimeStep of one step [batch, in] then gives [batch, classes]. */
  @Override
  public Type type() {
    return Type.RECURRENT;
  }

  @Override
  public void setInput(INDArray newInput, LayerWorkspaceMgr workspaces) {
    super.setInput(newInput, workspaces);
    loss = Double.NaN;
  }

  @Override
  public void setLabels(INDArray newLabels) {
    super.setLabels(newLabels);
    loss = Double.NaN;
  }

  @Override
  public void clear() {
    super.clear();
    mask = null;
    x = null;
    loss = Double.NaN;
  }
}
