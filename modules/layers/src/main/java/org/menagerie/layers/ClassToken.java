package org.menagerie.layers;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.menagerie.layers.runtime.ClassTokenRuntime;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Puts one learned step in front of every sequence (Devlin et al. 2019): [N, F, T] to [N, F, T +
 * 1].
 *
 * <p>After attention layers its output stands for the whole sequence. The mask grows by a real
 * step.
 */
public final class ClassToken extends StepLayer {
  private static final long serialVersionUID = 1L;

  /** Key of the learned step [1, F]. */
  public static final String WEIGHTS = "W";

  /** For Deeplearning4j's JSON reader. */
  ClassToken() {}

  private ClassToken(Builder builder) {
    super(builder);
    initializeConstraints(builder);
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    if (!(inputType instanceof InputType.InputTypeRecurrent steps)) {
      throw new IllegalStateException(
          "%s takes [N, F, T], was given %s".formatted(Inputs.named(this), inputType));
    }
    long length = steps.getTimeSeriesLength();
    return InputType.recurrent(nOut, length < 0 ? length : length + 1);
  }

  @Override
  boolean keepsSteps() {
    return false;
  }

  @Override
  List<Parameter> parameters() {
    return List.of(table(WEIGHTS, 1, nIn));
  }

  @Override
  ClassTokenRuntime runtime(NeuralNetConfiguration conf, DataType dataType) {
    return new ClassTokenRuntime(conf, dataType);
  }

  /** Builds a class token; its width comes from the input. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    @Override
    public ClassToken build() {
      return new ClassToken(this);
    }
  }
}
