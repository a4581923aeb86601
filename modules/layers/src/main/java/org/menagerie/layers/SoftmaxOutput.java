package org.menagerie.layers;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.menagerie.layers.runtime.SoftmaxOutputRuntime;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * Output layer of classifiers: softmax(x W + b), trained on cross entropy.
 *
 * <p>Equal to Deeplearning4j's OutputLayer with SOFTMAX and MCXENT on [batch, in], and to its
 * RnnOutputLayer on sequences [batch, in, steps], with labels of the output's shape. Label masks
 * are [batch, 1] or [batch, steps]. In one case it is better than the stock layer: with a mask of
 * the features and none of the labels, padding counts nothing in the loss; there it counts as if it
 * were real.
 */
public final class SoftmaxOutput extends OutputLayer {
  private static final long serialVersionUID = 1;

  /** For Jackson. */
  SoftmaxOutput() {}

  private SoftmaxOutput(Builder builder) {
    super(builder);
    requireDefault(builder.getActivationFn());
    requireDefault(builder.getLossFn());
    setActivationFn(new ActivationSoftmax());
    setLossFn(new LossMCXENT());
  }

  private static void requireDefault(IActivation activation) {
    if (activation != null && !(activation instanceof ActivationSoftmax)) {
      throw new IllegalArgumentException(
          "activation of a softmax output must be softmax, was " + activation);
    }
  }

  private static void requireDefault(ILossFunction loss) {
    if (!(loss instanceof LossMCXENT entropy)) {
      throw new IllegalArgumentException("loss of a softmax output must be MCXENT, was " + loss);
    }
    if (entropy.getWeights() != null) {
      throw new IllegalArgumentException(
          "a softmax output takes no class weights, was given " + entropy.getWeights());
    }
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    LayerValidation.assertNInNOutSet("SoftmaxOutput", getLayerName(), index, getNIn(), getNOut());
    SoftmaxOutputRuntime layer = new SoftmaxOutputRuntime(conf, type);
    return Instances.ready(layer, conf, listeners, index, parameters, initialize);
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return Inputs.perStep(input, nOut).orElseGet(() -> super.getOutputType(index, input));
  }

  @Override
  public void setNIn(InputType input, boolean override) {
    Inputs.requireFeaturesBeforeSteps(this, input);
    super.setNIn(input, override);
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType input) {
    return input instanceof InputType.InputTypeRecurrent
        ? null
        : super.getPreProcessorForInputType(input);
  }

  /** Builds a {@link SoftmaxOutput} layer. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public static final class Builder extends OutputLayer.Builder {
    @Override
    public Builder nIn(int value) {
      super.nIn(value);
      return this;
    }

    @Override
    public Builder nIn(long value) {
      super.nIn(value);
      return this;
    }

    @Override
    public Builder nOut(int value) {
      super.nOut(value);
      return this;
    }

    @Override
    public Builder nOut(long value) {
      super.nOut(value);
      return this;
    }

    @Override
    public Builder hasBias(boolean value) {
      super.hasBias(value);
      return this;
    }

    @Override
    public Builder name(String value) {
      super.name(value);
      return this;
    }

    @Override
    public SoftmaxOutput build() {
      return new SoftmaxOutput(this);
    }
  }
}
