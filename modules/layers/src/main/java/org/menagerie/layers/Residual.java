package org.menagerie.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.menagerie.layers.runtime.ResidualRuntime;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A residual branch as one layer, x + f(x), f being some layers over steps one after the other.
 *
 * <p>[N, F, T] to [N, F, T]. A transformer block with normalisation in front is two of these. The
 * sum and its gradient stay within the layer: as a vertex they would cost Deeplearning4j a strided
 * addition of every activation gradient.
 *
 * <p>The inner layers take weight initialisation, weight noise, updater, regularisation and
 * constraints from this layer, and are refused with their own; each has the input dropout that it
 * was built with, while this layer's own acts on x as a whole. The parameter {@code W} of inner
 * layer 1 is {@code 1.W} here.
 */
public final class Residual extends StepLayer {
  private static final long serialVersionUID = 1L;

  private List<StepLayer> inner = new ArrayList<>();

  /** For Deeplearning4j's JSON reader. */
  Residual() {}

  private Residual(Builder builder) {
    super(builder);
    inner = new ArrayList<>(builder.inner);
    initializeConstraints(builder);
  }

  /** The layers of the branch, in order. */
  public List<StepLayer> getInner() {
    return inner;
  }

  @Override
  void inferSizes() {
    super.inferSizes();
    long width = nIn;
    for (StepLayer layer : inner) {
      layer.setNIn(InputType.feedForward(width), true);
      width = layer.getNOut();
    }
    if (width != nIn) {
      throw new IllegalStateException(
          "%s: its branch must give %d features as it takes, gives %d"
              .formatted(Inputs.named(this), nIn, width));
    }
  }

  @Override
  List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    for (int i = 0; i < inner.size(); i++) {
      StepLayer layer = inner.get(i);
      layer.setWeightInitFn(weightInitFn);
      layer.setBiasInit(biasInit);
      for (Parameter parameter : layer.parameters()) {
        all.add(parameter.named(ResidualRuntime.key(i, parameter.name())));
      }
    }
    return all;
  }

  @Override
  ResidualRuntime runtime(NeuralNetConfiguration conf, DataType dataType) {
    List<org.deeplearning4j.nn.layers.BaseLayer<?>> layers = new ArrayList<>();
    for (StepLayer layer : inner) {
      StepLayer noisy = (StepLayer) layer.clone();
      noisy.setWeightNoise(weightNoise);
      NeuralNetConfiguration own = conf.clone();
      own.setLayer(noisy);
      layers.add(noisy.runtime(own, dataType));
    }
    return new ResidualRuntime(conf, dataType, layers);
  }

  @Override
  public Residual clone() {
    Residual copy = (Residual) super.clone();
    copy.inner = new ArrayList<>();
    inner.forEach(layer -> copy.inner.add((StepLayer) layer.clone()));
    return copy;
  }

  @Override
  List<Object> settings() {
    return List.of(inner);
  }

  /** Builds a residual branch; sizes come from the input. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private final List<StepLayer> inner;

    /** Starts with the layers of the branch, which must keep the steps as they are. */
    public Builder(StepLayer... inner) {
      this.inner = Arrays.asList(inner.clone());
      if (this.inner.isEmpty()) {
        throw new IllegalArgumentException("a residual branch needs at least one layer");
      }
      this.inner.forEach(Builder::check);
    }

    private static void check(StepLayer layer) {
      if (!Checks.given(layer, "a layer of a residual branch").keepsSteps()) {
        throw new IllegalArgumentException(
            "a residual branch takes layers that keep the steps, was given a "
                + layer.getClass().getSimpleName());
      }
      if (layer instanceof Residual) {
        throw new IllegalArgumentException("a residual branch takes no residual branch");
      }
      refuse(layer.getWeightInitFn() != null, "weight initialisation");
      refuse(layer.getWeightNoise() != null, "weight noise");
      refuse(layer.getIUpdater() != null || layer.getBiasUpdater() != null, "updater");
      refuse(isSet(layer.getRegularization()) || isSet(layer.getRegularizationBias()), "L1 and L2");
      refuse(isSet(layer.getConstraints()), "constraints");
      refuse(layer.getGradientNormalization() != null, "gradient normalisation");
    }

    private static boolean isSet(List<?> options) {
      return options != null && !options.isEmpty();
    }

    private static void refuse(boolean set, String option) {
      if (set) {
        throw new IllegalArgumentException(
            "a layer in a residual branch takes no " + option + " of its own; set the branch's");
      }
    }

    @Override
    public Residual build() {
      return new Residual(this);
    }
  }
}
