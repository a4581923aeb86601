package org.menagerie.layers;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.InputTypeUtil;
import org.deeplearning4j.nn.conf.layers.NoParamLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.menagerie.layers.runtime.TimePoolingLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Pools sequences over their real steps, [N, F, T] with mask [N, T] to [N, F].
 *
 * <p>A sequence without a real step gives 0. The mask ends here.
 */
public final class TimePooling extends NoParamLayer {
  /** How the steps become one. */
  public enum Mode {
    /** The last real step. */
    LAST,
    /** The first real step. */
    FIRST,
    /**
     * The last real step of the first half of the features, the first one of the second half: where
     * the two directions of a {@link BidirectionalLstm} (CONCAT) have seen the whole sequence.
     */
    ENDS,
    /** The mean over real steps. */
    MEAN,
    /** Each feature's largest value over real steps. */
    MAX
  }

  private static final long serialVersionUID = 1;

  private Mode mode = Mode.MEAN;
  private RNNFormat rnnDataFormat = RNNFormat.NCW;

  private TimePooling() {} // for Jackson

  /** A layer of this mode. */
  public TimePooling(Mode mode) {
    this.mode = Checks.given(mode, "mode");
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameterView,
      boolean initialize,
      DataType type) {
    TimePoolingLayer layer = new TimePoolingLayer(conf, type);
    return Instances.ready(layer, conf, listeners, index, parameterView, initialize);
  }

  @Override
  public void setNIn(InputType inputType, boolean override) {
    rnnDataFormat = sequence(inputType).getFormat();
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    long features = sequence(inputType).getSize();
    if (mode == Mode.ENDS && features % 2 != 0) {
      throw new IllegalStateException(
          "time pooling %s needs an even number of features, was %d".formatted(mode, features));
    }
    return InputType.feedForward(features);
  }

  private InputType.InputTypeRecurrent sequence(InputType inputType) {
    if (inputType instanceof InputType.InputTypeRecurrent recurrent) {
      return recurrent;
    }
    throw new IllegalStateException(
        "time pooling \"%s\" needs sequences, was given %s".formatted(getLayerName(), inputType));
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    return InputTypeUtil.getPreprocessorForInputTypeRnnLayers(
        inputType, rnnDataFormat, getLayerName());
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    return MemoryReports.of(this, inputType, getOutputType(-1, inputType), 0);
  }

  /** How the steps become one. */
  public Mode getMode() {
    return mode;
  }

  /** Whether sequences are [N, F, T] or [N, T, F]; taken from the input type. */
  public RNNFormat getRnnDataFormat() {
    return rnnDataFormat;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TimePooling that
        && super.equals(that)
        && mode == that.mode
        && rnnDataFormat == that.rnnDataFormat;
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof TimePooling;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), mode, rnnDataFormat);
  }
}
