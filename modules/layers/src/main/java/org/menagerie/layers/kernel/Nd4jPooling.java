package org.menagerie.layers.kernel;

import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** {@link PoolingKernel} in plain ND4J operations. */
final class Nd4jPooling implements PoolingKernel {
  private final Kind kind;

  Nd4jPooling(Kind kind) {
    this.kind = kind;
  }

  @Override
  public void forward(ImageShape shape, INDArray x, INDArray y) {
    run(name(), shape, new INDArray[] {x}, y);
  }

  @Override
  public void backward(ImageShape shape, INDArray x, INDArray dy, INDArray dx) {
    run(name() + "_bp", shape, new INDArray[] {x, dy}, dx);
  }

  private String name() {
    return kind == Kind.MAX ? "maxpool2d" : "avgpool2d";
  }

  private void run(String name, ImageShape shape, INDArray[] inputs, INDArray output) {
    int countPadding = kind == Kind.AVERAGE_WITH_PADDING ? 1 : 0;
    int[] rest = {countPadding, 1 /* NHWC */};
    Nd4j.exec(
        DynamicCustomOp.builder(name)
            .addInputs(inputs)
            .addOutputs(output)
            .addIntegerArguments(
                IntStream.concat(IntStream.of(shape.nd4jWindow()), IntStream.of(rest)).toArray())
            .build());
  }
}
