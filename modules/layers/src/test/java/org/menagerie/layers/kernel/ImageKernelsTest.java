package org.menagerie.layers.kernel;

import java.util.Random;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.menagerie.layers.Graphs;
import org.menagerie.layers.Near;
import org.menagerie.layers.kernel.BatchNormKernel.BatchNormArrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** oneDNN against the reference, in single precision, over random shapes. */
class ImageKernelsTest {
  private static final DataType F = DataType.FLOAT;
  private static final int SHAPES = 15;

  @ParameterizedTest
  @EnumSource(Fused.class)
  void convolutionsAreEqual(Fused activation) {
    Random random = new Random(3);
    for (int i = 0; i < SHAPES; i++) {
      ImageShape shape = shape(random, 1 + random.nextInt(20), 1 + random.nextInt(4));
      INDArray x = x(shape);
      INDArray w =
          Graphs.normal(
              F,
              2,
              shape.outChannels(),
              shape.channels(),
              shape.vertical().size(),
              shape.horizontal().size());
      INDArray b = random.nextBoolean() ? Graphs.normal(F, 3, shape.outChannels()) : null;
      assertEqual(shape + " " + activation, k -> convolution(k, activation, shape, x, w, b));
    }
  }

  @ParameterizedTest
  @EnumSource(PoolingKernel.Kind.class)
  void poolingsAreEqual(PoolingKernel.Kind kind) {
    Random random = new Random(4);
    for (int i = 0; i < SHAPES; i++) {
      int channels = 1 + random.nextInt(20);
      ImageShape shape = shape(random, channels, 1);
      ImageShape same =
          new ImageShape(
              shape.batch(),
              shape.height(),
              shape.width(),
              channels,
              channels,
              shape.vertical(),
              shape.horizontal());
      INDArray x = x(same);
      assertEqual(same + " " + kind, k -> pooling(k, kind, same, x));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fused.class,
      names = {"NONE", "RELU"})
  void batchNormsAreEqual(Fused activation) {
    Random random = new Random(5);
    for (int i = 0; i < SHAPES; i++) {
      int channels = 1 + random.nextInt(40);
      INDArray x =
          i % 3 == 0
              ? Graphs.normal(F, 1, 2 + random.nextInt(30), channels)
              : Graphs.normal(
                  F,
                  1,
                  1 + random.nextInt(5),
                  2 + random.nextInt(9),
                  2 + random.nextInt(9),
                  channels);
      assertEqual(x.shapeInfoToString(), k -> batchNorm(k, activation, x.mul(2).addi(1)));
    }
  }

  @ParameterizedTest
  @EnumSource(Fused.class)
  void sumsAreEqual(Fused activation) {
    INDArray a = Graphs.normal(F, 1, 3, 5, 7, 2);
    INDArray b = Graphs.normal(F, 2, 3, 5, 7, 2);
    INDArray dy = Graphs.normal(F, 3, 3, 5, 7, 2);
    assertEqual(
        "sum",
        k -> {
          AddKernel kernel = k.add(activation);
          INDArray y = a.ulike();
          INDArray dz = a.ulike();
          kernel.forward(a, b, y);
          kernel.backward(y, dy, dz);
          return new INDArray[] {y, dz};
        });
  }

  private static void assertEqual(String what, Function<Kernels, INDArray[]> results) {
    INDArray[] fast = results.apply(Kernels.ONEDNN);
    INDArray[] reference = results.apply(Kernels.ND4J);
    for (int i = 0; i < fast.length; i++) {
      Near.assertNear(fast[i], reference[i], 1e-4, "array " + i + " of " + what);
    }
  }

  private static INDArray[] convolution(
      Kernels kernels, Fused activation, ImageShape shape, INDArray x, INDArray w, INDArray b) {
    ConvolutionKernel kernel = kernels.convolution(activation);
    INDArray y = Nd4j.create(F, shape.output());
    kernel.forward(shape, x, w, b, y, true);
    INDArray before = y.dup();
    y.muli(3); // as a next layer's dropout may do
    INDArray dw = w.ulike();
    INDArray db = Nd4j.valueArrayOf(new long[] {shape.outChannels()}, 9f, F);
    INDArray dx = x.ulike();
    INDArray dy = Graphs.normal(F, 9, shape.output());
    kernel.backward(shape, x, w, dy, dw, b == null ? null : db, dx);
    return new INDArray[] {before, dw, db, dx};
  }

  private static INDArray[] pooling(
      Kernels kernels, PoolingKernel.Kind kind, ImageShape shape, INDArray x) {
    PoolingKernel kernel = kernels.pooling(kind);
    INDArray y = Nd4j.create(F, shape.output());
    INDArray dx = x.ulike();
    kernel.forward(shape, x, y);
    kernel.backward(shape, x, Graphs.normal(F, 9, shape.output()), dx);
    return new INDArray[] {y, dx};
  }

  private static INDArray[] batchNorm(Kernels kernels, Fused activation, INDArray x) {
    BatchNormKernel kernel = kernels.batchNorm(1e-5, activation);
    long channels = x.size(-1);
    INDArray gamma = Graphs.normal(F, 2, channels);
    INDArray beta = Graphs.normal(F, 3, channels);
    INDArray mean = Nd4j.create(F, channels);
    INDArray var = Nd4j.create(F, channels);
    INDArray y = x.ulike();
    kernel.train(x, gamma, beta, mean, var, y);
    INDArray dgamma = Nd4j.create(F, channels);
    INDArray dbeta = Nd4j.create(F, channels);
    INDArray dx = x.ulike();
    INDArray dy = Graphs.normal(F, 9, x.shape());
    kernel.backward(new BatchNormArrays(x, gamma, beta, mean, var), dy, dgamma, dbeta, dx);
    INDArray inferred = x.ulike();
    kernel.infer(x, gamma, beta, mean.add(0.1), var.add(0.1), inferred);
    return new INDArray[] {y, mean, var, dgamma, dbeta, dx, inferred};
  }

  private static INDArray x(ImageShape s) {
    return Graphs.normal(F, 1, s.batch(), s.height(), s.width(), s.channels());
  }

  private static ImageShape shape(Random random, int channels, int dilation) {
    ConvolutionMode mode = random.nextBoolean() ? ConvolutionMode.Same : ConvolutionMode.Truncate;
    int d = mode == ConvolutionMode.Same ? 1 : Math.min(dilation, 2);
    int[] size = {1 + random.nextInt(4), 1 + random.nextInt(4)};
    int[] padding = {random.nextInt(size[0]), random.nextInt(size[1])};
    int[] stride = {1 + random.nextInt(1 + size[0]), 1 + random.nextInt(1 + size[1])};
    Window[] windows = Window.of(size, stride, new int[] {d, d}, padding, mode);
    return new ImageShape(
        1 + random.nextInt(5),
        8 + random.nextInt(9),
        8 + random.nextInt(9),
        channels,
        1 + random.nextInt(20),
        windows[0],
        windows[1]);
  }
}
