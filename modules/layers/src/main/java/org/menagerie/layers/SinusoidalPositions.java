package org.menagerie.layers;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.menagerie.layers.runtime.SinusoidalPositionsRuntime;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Adds sines and cosines of the position to every step (Vaswani et al. 2017, section 3.5).
 *
 * <p>[N, F, T] to [N, F, T], for any T: feature 2i gets sin(p / 10000^(2i/F)), feature 2i + 1 the
 * cosine. The position p counts the real steps before a step, so padding in front changes nothing.
 */
public final class SinusoidalPositions extends StepLayer {
  private static final long serialVersionUID = 1L;

  private double scale = 1;

  /** For Deeplearning4j's JSON reader. */
  SinusoidalPositions() {}

  private SinusoidalPositions(Builder builder) {
    super(builder);
    scale = builder.scale;
  }

  /** What sines and cosines are multiplied by. */
  public double getScale() {
    return scale;
  }

  @Override
  List<Object> settings() {
    return List.of(scale);
  }

  @Override
  List<Parameter> parameters() {
    return List.of();
  }

  @Override
  SinusoidalPositionsRuntime runtime(NeuralNetConfiguration conf, DataType dataType) {
    return new SinusoidalPositionsRuntime(conf, dataType);
  }

  /** What is added at a position, one value a feature. */
  public double[] row(int position) {
    double[] row = new double[(int) nIn];
    for (int f = 0; f < row.length; f++) {
      double angle = position / Math.pow(10_000, (f - f % 2) / (double) nIn);
      row[f] = scale * (f % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
    }
    return row;
  }

  /** Builds a sinusoidal encoding; sizes come from the input. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private double scale = 1;

    /** Sets what sines and cosines are multiplied by, above 0; 1 by default. */
    public Builder scale(double value) {
      scale = Checks.positive(value, "scale");
      return this;
    }

    @Override
    public SinusoidalPositions build() {
      return new SinusoidalPositions(this);
    }
  }
}
