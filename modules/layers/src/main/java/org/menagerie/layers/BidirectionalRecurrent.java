package org.menagerie.layers;

import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.menagerie.layers.runtime.BidirectionalRecurrentLayer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Two recurrent cells, one from each end, as one layer: [N, C, T] to [N, 2 H, T], or [N, H, T] when
 * merged.
 *
 * <p>Padding, before or after, does not reach the outputs. Schuster and Paliwal, "Bidirectional
 * recurrent neural networks" (1997). The whole sequence must be there, so {@code rnnTimeStep} and
 * truncated back-propagation are refused.
 */
public abstract class BidirectionalRecurrent extends RecurrentConfiguration {
  /** How the two directions' outputs become one. */
  public enum Mode {
    /** Forward features, then backward ones: 2 H. */
    CONCAT,
    /** Their sum. */
    ADD,
    /** Half their sum. */
    AVERAGE
  }

  private static final long serialVersionUID = 1;

  private Mode mode = Mode.CONCAT;

  /** For Jackson. */
  protected BidirectionalRecurrent() {}

  /** Takes a builder's values. */
  protected BidirectionalRecurrent(Builder<?> builder) {
    super(builder);
    mode = builder.mode;
  }

  @Override
  public final List<String> prefixes() {
    return List.of("f", "b");
  }

  @Override
  protected final BidirectionalRecurrentLayer newRuntime(
      NeuralNetConfiguration conf, DataType type) {
    return new BidirectionalRecurrentLayer(conf, type);
  }

  @Override
  public final InputType getOutputType(int layerIndex, InputType inputType) {
    var one = (InputType.InputTypeRecurrent) super.getOutputType(layerIndex, inputType);
    return mode == Mode.CONCAT
        ? InputType.recurrent(2 * one.getSize(), one.getTimeSeriesLength(), one.getFormat())
        : one;
  }

  /** How the two directions become one. */
  public final Mode getMode() {
    return mode;
  }

  @Override
  List<Object> settings() {
    return List.of(mode);
  }

  /** The options that bidirectional layers share. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public abstract static class Builder<T extends Builder<T>>
      extends RecurrentConfiguration.Builder<T> {
    private Mode mode = Mode.CONCAT;

    /** How the two directions become one; CONCAT by default. */
    public T mode(Mode value) {
      mode = Objects.requireNonNull(value, "mode");
      return (T) this;
    }

    @Override
    public abstract BidirectionalRecurrent build();
  }
}
