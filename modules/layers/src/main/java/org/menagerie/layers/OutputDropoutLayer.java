package org.menagerie.layers;

import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;

/**
 * A layer over steps that ends in a product: its output has a width of its own, which is the
 * input's unless set, and may be dropped out.
 */
public abstract class OutputDropoutLayer extends StepLayer {
  private static final long serialVersionUID = 1L;

  private double outputDropout;

  /** For Deeplearning4j's JSON reader. */
  protected OutputDropoutLayer() {}

  /** Takes a builder's values; subclasses call {@code initializeConstraints} last. */
  protected OutputDropoutLayer(Builder<?> builder) {
    super(builder);
    outputDropout = builder.outputDropout;
  }

  /** Share of outputs set to 0 in training. */
  public final double getOutputDropout() {
    return outputDropout;
  }

  @Override
  final boolean hasOwnWidth() {
    return true;
  }

  /** The options that these layers share. */
  public abstract static class Builder<T extends Builder<T>> extends FeedForwardLayer.Builder<T> {
    private double outputDropout;

    /** Sets the share of outputs dropped in training, in [0, 1); 0 by default. */
    @SuppressWarnings("unchecked") // T is this builder's own type
    public T outputDropout(double rate) {
      outputDropout = Checks.rate(rate, "outputDropout");
      return (T) this;
    }
  }
}
