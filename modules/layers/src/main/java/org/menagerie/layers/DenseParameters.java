package org.menagerie.layers;

import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;

/** Deeplearning4j's W and b, where b may be absent; the stock class knows its own layers alone. */
final class DenseParameters extends DefaultParamInitializer {
  static final DenseParameters WITH_BIAS = new DenseParameters(true);
  static final DenseParameters WITHOUT_BIAS = new DenseParameters(false);

  private final boolean bias;

  private DenseParameters(boolean bias) {
    this.bias = bias;
  }

  @Override
  public long numParams(Layer layer) {
    var dense = (org.deeplearning4j.nn.conf.layers.FeedForwardLayer) layer;
    return dense.getNIn() * dense.getNOut() + (bias ? dense.getNOut() : 0);
  }

  @Override
  protected boolean hasBias(Layer layer) {
    return bias;
  }
}
