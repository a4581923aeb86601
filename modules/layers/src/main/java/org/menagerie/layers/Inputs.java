package org.menagerie.layers;

import java.util.Arrays;
import java.util.Optional;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.menagerie.layers.kernel.Window;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What layers ask of the type of their input. */
final class Inputs {
  private Inputs() {}

  /** A layer as messages call it: by name, or by class where it has none, as within another. */
  static String named(Layer layer) {
    return layer.getLayerName() == null
        ? "a " + layer.getClass().getSimpleName()
        : "layer \"%s\"".formatted(layer.getLayerName());
  }

  /** Refuses sequences [batch, steps, features]; ours are [batch, features, steps]. */
  static void requireFeaturesBeforeSteps(Layer layer, InputType input) {
    if (input instanceof InputType.InputTypeRecurrent sequence
        && sequence.getFormat() == RNNFormat.NWC) {
      throw new IllegalArgumentException(
          "%s takes sequences in format NCW, was NWC; write InputType.recurrent(features)"
              .formatted(named(layer)));
    }
  }

  /**
   * Refuses examples of another number of values than this shape.
   *
   * <p>A sequence may have fewer steps than the shape [features, steps], or not say how many.
   */
  static void requireValues(String reader, InputType input, long... shape) {
    boolean fits =
        input instanceof InputType.InputTypeRecurrent sequence
            ? shape.length == 2
                && sequence.getSize() == shape[0]
                && sequence.getTimeSeriesLength() <= shape[1]
            : input.arrayElementsPerExample() == values(shape);
    if (!fits) {
      throw new IllegalArgumentException(
          "%s takes examples of shape %s or rows of as many values, was given %s"
              .formatted(reader, Arrays.toString(shape), input));
    }
  }

  /** Refuses a batch whose examples have another number of values than this shape. */
  static void requireValues(String reader, INDArray batch, long... shape) {
    if (batch.length() != batch.size(0) * values(shape)) {
      throw new IllegalArgumentException(
          "%s takes examples of shape %s, was given a batch of shape %s"
              .formatted(reader, Arrays.toString(shape), Arrays.toString(batch.shape())));
    }
  }

  /** How many values an example of this shape has. */
  static long values(long... shape) {
    return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }

  /** Refuses a width that was set, no input being known, and is not that of the input. */
  static void requireWidth(FeedForwardLayer layer, long width) {
    if (layer.getNIn() <= 0 && layer.getNOut() > 0 && layer.getNOut() != width) {
      throw new IllegalStateException(
          "%s gives as many features as it takes, %d, nOut was %d"
              .formatted(named(layer), width, layer.getNOut()));
    }
  }

  /** The output of a layer that works step by step; empty where the input is no sequence. */
  static Optional<InputType> perStep(InputType input, long features) {
    return input instanceof InputType.InputTypeRecurrent sequence
        ? Optional.of(InputType.recurrent(features, sequence.getTimeSeriesLength(), RNNFormat.NCW))
        : Optional.empty();
  }

  /** Refuses an image that a window does not fit into. */
  static void requireRoom(Layer layer, InputType input, Window... windows) {
    InputType.InputTypeConvolutional image = image(layer, input);
    try {
      windows[0].output(image.getHeight());
      windows[1].output(image.getWidth());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(named(layer) + ": " + e.getMessage(), e);
    }
  }

  /** Refuses windows whose elements lie on each other. */
  static void requireDilation(int... dilation) {
    for (int step : dilation) {
      if (step < 1) {
        throw new IllegalArgumentException(
            "dilation must be at least 1, was " + Arrays.toString(dilation));
      }
    }
  }

  /** The input as an image [batch, height, width, channels]; refuses everything else. */
  static InputType.InputTypeConvolutional image(Layer layer, InputType input) {
    if (input instanceof InputType.InputTypeConvolutional image
        && image.getFormat() == CNN2DFormat.NHWC) {
      return image;
    }
    throw new IllegalArgumentException(
        "%s takes images in format NHWC, was given %s; write InputType.convolutional(height, width, channels, CNN2DFormat.NHWC)"
            .formatted(named(layer), input));
  }
}
