package org.menagerie.layers;

import java.util.Optional;
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

  /** The output of a layer that works step by step; empty where the input is no sequence. */
  static Optional<InputType> perStep(InputType input, long features) {
    return input instanceof InputType.InputTypeRecurrent sequence
        ? Optional.of(InputType.recurrent(features, sequence.getTimeSeriesLength(), RNNFormat.NCW))
        : Optional.empty();
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
