package org.menagerie.cnn;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.menagerie.core.ActivationFunction;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Task;
import org.menagerie.core.TrainingPlan;
import org.menagerie.layers.BatchNorm;
import org.menagerie.layers.Convolution;
import org.menagerie.layers.Dense;
import org.menagerie.layers.Flatten;
import org.menagerie.layers.GlobalPooling;
import org.menagerie.layers.OneRowImage;
import org.menagerie.layers.PaddedShortcut;
import org.menagerie.layers.Pooling;
import org.menagerie.layers.ResidualAdd;
import org.menagerie.layers.TokenEmbedding;
import org.nd4j.linalg.activations.Activation;

/**
 * A graph that grows layer by layer over pictures [batch, height, width, channels].
 *
 * <p>A row of numbers, a series and a text are read as pictures of one row, and windows have one
 * row there. Steps of a series and symbols are first mapped to vectors, which are 0 at padding.
 */
final class PictureStack {
  private static final String INPUT = "input";

  /** A layer's name and what it gives. */
  record Point(String name, InputType type) {}

  private final GraphBuilder graph;
  private final boolean oneRow;
  private Point top;
  private InputPreProcessor reader;

  private PictureStack(GraphBuilder graph, InputType input, boolean oneRow) {
    this.graph = graph.addInputs(INPUT).setInputTypes(input);
    this.oneRow = oneRow;
    this.top = new Point(INPUT, input);
  }

  static PictureStack of(GraphBuilder graph, InputShape input, int embedding) {
    if (input instanceof InputShape.Image image) {
      InputType type =
          InputType.convolutional(
              image.height(), image.width(), image.channels(), CNN2DFormat.NHWC);
      return new PictureStack(graph, type, image.height() == 1);
    } else if (input instanceof InputShape.Sequence sequence) {
      InputType type = InputType.recurrent(sequence.features(), sequence.steps());
      Dense.Builder steps = new Dense.Builder().nOut(embedding);
      steps.activation(Activation.IDENTITY);
      return new PictureStack(graph, type, true)
          .put("embedding", steps.build())
          .asRow(OneRowImage.ofSteps(sequence.steps()));
    } else if (input instanceof InputShape.Tokens tokens) {
      InputType type = InputType.recurrent(1, tokens.steps());
      Layer symbols = new TokenEmbedding.Builder().nIn(tokens.vocabulary()).nOut(embedding).build();
      return new PictureStack(graph, type, true)
          .put("embedding", symbols)
          .asRow(OneRowImage.ofSteps(tokens.steps()));
    }
    return new PictureStack(graph, InputType.feedForward(input.values()), true)
        .asRow(OneRowImage.ofFeatures());
  }

  private PictureStack asRow(OneRowImage image) {
    reader = image;
    top = new Point(top.name(), reader.getOutputType(top.type()));
    return this;
  }

  Point here() {
    return top;
  }

  /** What comes next reads this layer. */
  void goTo(Point point) {
    top = point;
  }

  /** A convolution without bias, for batch normalisation to follow. */
  PictureStack convolution(String name, int channels, int kernel, int stride) {
    return convolution(name, channels, kernel, stride, Padding.SAME, false, Activation.IDENTITY);
  }

  /** A convolution with bias and activation. */
  PictureStack convolution(
      String name,
      int channels,
      int kernel,
      int stride,
      Padding padding,
      boolean bias,
      org.nd4j.linalg.activations.IActivation activation) {
    requireRoom(name, kernel, padding);
    Convolution.Builder layer = new Convolution.Builder(oneRow ? 1 : kernel, kernel);
    layer.stride(oneRow ? 1 : stride, stride).nOut(channels).hasBias(bias).activation(activation);
    layer.convolutionMode(padding.dl4j());
    layer.inputGradient(!top.name().equals(INPUT)); // nobody reads the gradient of the data
    return put(name, layer.build());
  }

  private PictureStack convolution(
      String name,
      int channels,
      int kernel,
      int stride,
      Padding padding,
      boolean bias,
      Activation activation) {
    return convolution(
        name, channels, kernel, stride, padding, bias, activation.getActivationFunction());
  }

  private void requireRoom(String name, int kernel, Padding padding) {
    InputTypeConvolutional image = image();
    long least = oneRow ? image.getWidth() : Math.min(image.getHeight(), image.getWidth());
    if (padding == Padding.VALID && least < kernel) {
      throw new InvalidInputException(
          "kernel must be at most the %d pixels that reach %s with padding valid, was %d"
              .formatted(least, name, kernel));
    }
  }

  PictureStack normalize(String name, ActivationFunction activation) {
    return put(name, new BatchNorm.Builder().activation(activation.dl4j()).build());
  }

  /** Windows that do not overlap; the last ones may reach beyond the border. */
  PictureStack pool(String name, PoolingType kind, int window) {
    int rows = oneRow ? 1 : window;
    Pooling.Builder layer = new Pooling.Builder(kind, rows, window);
    layer.stride(rows, window).convolutionMode(Padding.SAME.dl4j());
    return put(name, layer.build());
  }

  PictureStack paddedShortcut(String name, int channels, int stride) {
    return put(name, new PaddedShortcut.Builder(stride, channels).build());
  }

  /** The sum of this layer and another, then the activation. */
  PictureStack add(String name, Point other, ActivationFunction activation) {
    boolean fused = activation == ActivationFunction.RELU;
    String sum = fused ? name : name + "-sum";
    graph.addVertex(sum, new ResidualAdd(fused), other.name(), top.name());
    top = new Point(sum, other.type());
    return fused ? this : put(name, new ActivationLayer(activation.dl4j()));
  }

  PictureStack head(Head head) {
    InputTypeConvolutional image = image();
    switch (head) {
      case GLOBAL_AVERAGE -> put("pool", new GlobalPooling.Builder(PoolingType.AVG).build());
      case GLOBAL_MAX -> put("pool", new GlobalPooling.Builder(PoolingType.MAX).build());
      case FLATTEN -> {
        reader = new Flatten(image.getHeight(), image.getWidth(), image.getChannels());
        top = new Point(top.name(), reader.getOutputType(image));
      }
    }
    return this;
  }

  PictureStack dense(String name, int width, ActivationFunction activation) {
    Dense.Builder layer = new Dense.Builder().nOut(width);
    layer.activation(activation.dl4j());
    return put(name, layer.build());
  }

  ComputationGraphConfiguration output(Task task, TrainingPlan plan, double dropout) {
    BaseOutputLayer.Builder<?> layer = plan.loss().outputLayer(task.target());
    if (dropout > 0) {
      layer.dropOut(1 - dropout); // Deeplearning4j takes the share that is kept
    }
    put("output", layer.build());
    return graph.setOutputs("output").build();
  }

  /** Whether all is one pixel by now. */
  boolean onePixel() {
    return image().getHeight() * image().getWidth() == 1;
  }

  private InputTypeConvolutional image() {
    return (InputTypeConvolutional) top.type();
  }

  private PictureStack put(String name, Layer layer) {
    if (reader == null) {
      graph.addLayer(name, layer, top.name());
    } else {
      graph.addLayer(name, layer, reader, top.name());
      reader = null;
    }
    layer.setNIn(top.type(), false);
    top = new Point(name, layer.getOutputType(-1, top.type()));
    return this;
  }
}
