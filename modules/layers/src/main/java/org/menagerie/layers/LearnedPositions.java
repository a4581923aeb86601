package org.menagerie.layers;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.menagerie.layers.runtime.LearnedPositionsRuntime;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Adds a learned vector per position to every step.
 *
 * <p>[N, F, T] to [N, F, T], for T up to {@code maxSteps}. A position counts the real steps before
 * a step, so padding in front changes nothing.
 */
public final class LearnedPositions extends StepLayer {
  private static final long serialVersionUID = 1L;

  /** Key of the vectors [maxSteps, F]. */
  public static final String WEIGHTS = "W";

  private int maxSteps;

  /** For Deeplearning4j's JSON reader. */
  LearnedPositions() {}

  private LearnedPositions(Builder builder) {
    super(builder);
    maxSteps = builder.maxSteps;
    initializeConstraints(builder);
  }

  /** Positions that there are vectors for. */
  public int getMaxSteps() {
    return maxSteps;
  }

  @Override
  List<Parameter> parameters() {
    return List.of(table(WEIGHTS, maxSteps, nIn));
  }

  @Override
  LearnedPositionsRuntime runtime(NeuralNetConfiguration conf, DataType dataType) {
    return new LearnedPositionsRuntime(conf, dataType);
  }

  @Override
  List<Object> settings() {
    return List.of(maxSteps);
  }

  /** Builds learned positions; the width comes from the input. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private final int maxSteps;

    /** Starts with this many positions, at least 1. */
    public Builder(int maxSteps) {
      this.maxSteps = Checks.positive(maxSteps, "maxSteps");
    }

    @Override
    public LearnedPositions build() {
      return new LearnedPositions(this);
    }
  }
}
