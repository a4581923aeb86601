package org.menagerie.layers.kernel;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** {@link ConvolutionKernel} in plain ND4J operations. */
final class Nd4jConvolution implements ConvolutionKernel {
  private static final int NHWC = 1;
  private static final int WEIGHTS_OUT_IN_HEIGHT_WIDTH = 1;

  private final Fused activation;
  private INDArray output;

  Nd4jConvolution(Fused activation) {
    this.activation = activation;
  }

  @Override
  public void forward(
      ImageShape shape, INDArray x, INDArray w, INDArray b, INDArray y, boolean training) {
    INDArray[] inputs = b == null ? new INDArray[] {x, w} : new INDArray[] {x, w, b};
    run("conv2d", shape, inputs, y);
    Nd4jActivation.apply(activation, y);
    if (training && activation != Fused.NONE) {
      output = Detached.copy(y, output); // the next layer's dropout may write into y
    }
  }

  @Override
  public void backward(
      ImageShape shape,
      INDArray x,
      INDArray w,
      INDArray dy,
      INDArray dw,
      INDArray db,
      INDArray dx) {
    INDArray dz = Nd4jActivation.gradient(activation, output, dy);
    if (db != null) {
      db.assign(dz.reshape('c', dz.length() / db.length(), db.length()).sum(0));
    }
    // the operation always computes both gradients
    INDArray wanted = dx == null ? x.ulike() : dx;
    run("conv2d_bp", shape, new INDArray[] {x, w, dz}, wanted, dw);
  }

  private static void run(String name, ImageShape shape, INDArray[] inputs, INDArray... outputs) {
    if (outputs[0].dataType() == DataType.FLOAT
        && (isRefused(shape.vertical()) || isRefused(shape.horizontal()))) {
      INDArray[] wideInputs = inDoublePrecision(inputs);
      INDArray[] wideOutputs = inDoublePrecision(outputs);
      execute(name, shape, wideInputs, wideOutputs);
      for (int i = 0; i < outputs.length; i++) {
        outputs[i].assign(wideOutputs[i]);
      }
    } else {
      execute(name, shape, inputs, outputs);
    }
  }

  /** Whether ND4J M2.1 built with oneDNN fails in FLOAT: its helper computes wrong paddings. */
  private static boolean isRefused(Window window) {
    return window.dilation() > 1 || (window.same() && window.size() < window.stride());
  }

  private static INDArray[] inDoublePrecision(INDArray[] arrays) {
    return Arrays.stream(arrays).map(a -> a.castTo(DataType.DOUBLE)).toArray(INDArray[]::new);
  }

  private static void execute(
      String name, ImageShape shape, INDArray[] inputs, INDArray[] outputs) {
    int[] formats = {NHWC, WEIGHTS_OUT_IN_HEIGHT_WIDTH};
    Nd4j.exec(
        DynamicCustomOp.builder(name)
            .addInputs(inputs)
            .addOutputs(outputs)
            .addIntegerArguments(
                IntStream.concat(IntStream.of(shape.nd4jWindow()), IntStream.of(formats)).toArray())
            .build());
  }
}
