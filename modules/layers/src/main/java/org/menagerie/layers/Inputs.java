package org.menagerie.layers;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;

/** What layers ask of the type of their input. */
final class Inputs {
  private Inputs() {}

  /** Refuses sequences [batch, steps, features]; ours are [batch, features, steps]. */
  static void requireFeaturesBeforeSteps(Layer layer, InputType input) {
    if (input instanceof InputType.InputTypeRecurrent sequence
        && sequence.getFormat() == RNNFormat.NWC) {
      throw new IllegalArgumentException(
          "layer \"%s\" takes sequences in format NCW, was NWC".formatted(layer.getLayerName()));
    }
  }

  /** The input as an image [batch, height, width, channels]; refuses everything else. */
  static InputType.InputTypeConvolutional image(Layer layer, InputType input) {
    if (input instanceof InputType.InputTypeConvolutional image
        && image.getFormat() == CNN2DFormat.NHWC) {
      return image;
    }
    throw new IllegalArgumentException(
        "layer \"%s\" takes images in format NHWC, was %s".formatted(layer.getLayerName(), input));
  }
}
