package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.menagerie.layers.kernel.Kernels;
import org.menagerie.layers.kernel.RecurrentInput;
import org.menagerie.layers.kernel.RecurrentKernel;
import org.menagerie.layers.kernel.RecurrentState;
import org.menagerie.layers.kernel.RecurrentWeights;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;

class RecurrentKernelTest {
  private static final DataType F = DataType.FLOAT;
  private static final DataType D = DataType.DOUBLE;
  private static final double STEP = 1e-5;

  @ParameterizedTest
  @EnumSource
  void oneDnnEqualsTheReference(RecurrentCell cell) {
    Random random = new Random(5);
    for (int i = 0; i < 25; i++) {
      compare(cell, new Case(random));
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneDnnOnTwoThreadsEqualsTheReference(RecurrentCell cell) {
    Threads.configure(2);
    try {
      Random random = new Random(6);
      for (int i = 0; i < 15; i++) {
        compare(cell, new Case(random));
      }
    } finally {
      Threads.configure(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAreRightFromAStoredState(RecurrentCell cell) {
    INDArray x = Graphs.normal(D, 1, 3, 3, 4);
    RecurrentState state = new RecurrentState(Graphs.normal(D, 2, 3, 2), Graphs.normal(D, 3, 3, 2));
    RecurrentWeights weights = weights(D, cell, 3, 2);
    for (boolean reverse : new boolean[] {false, true}) {
      RecurrentInput input = new RecurrentInput(x, Sequences.mask(D, 3, 4), state, reverse);
      INDArray epsilon = Graphs.normal(D, 4, 3, 2, 4);
      RecurrentWeights gradients = weights(D, cell, 3, 2);
      INDArray dx = x.dup('f');
      RecurrentKernel kernel = cell.kernel(Kernels.ND4J);
      kernel.forward(input, weights, true, epsilon.dup('f'));
      kernel.backward(epsilon, Integer.MAX_VALUE, gradients, dx);
      assertSlopes(weights.input(), gradients.input(), loss(cell, input, weights, epsilon));
      assertSlopes(weights.recurrent(), gradients.recurrent(), loss(cell, input, weights, epsilon));
      assertSlopes(weights.bias(), gradients.bias(), loss(cell, input, weights, epsilon));
      assertSlopes(x, dx, loss(cell, input, weights, epsilon));
    }
  }

  private static DoubleSupplier loss(
      RecurrentCell cell, RecurrentInput input, RecurrentWeights weights, INDArray epsilon) {
    INDArray out = epsilon.dup('f');
    RecurrentKernel kernel = cell.kernel(Kernels.ND4J);
    return () -> {
      kernel.forward(input, weights, false, out);
      return out.mul(epsilon).sumNumber().doubleValue();
    };
  }

  private static void assertSlopes(INDArray at, INDArray gradient, DoubleSupplier loss) {
    for (long i = 0; i < at.length(); i++) {
      long[] index = Shape.ind2subC(at.shape(), i);
      double value = at.getDouble(index);
      at.putScalar(index, value + STEP);
      double up = loss.getAsDouble();
      at.putScalar(index, value - STEP);
      double down = loss.getAsDouble();
      at.putScalar(index, value);
      assertThat(gradient.getDouble(index)).isCloseTo((up - down) / (2 * STEP), offset(1e-7));
    }
  }

  @Test
  void backwardNeedsATrainingPass() {
    for (Kernels family : Kernels.values()) {
      RecurrentKernel kernel = family.lstm();
      assertThatThrownBy(() -> kernel.backward(null, 1, null, null))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("backward needs a training pass before it");
    }
  }

  @Test
  void aMaskOfAnotherLengthIsRefused() {
    INDArray x = Nd4j.zeros(F, 2, 3, 5);
    assertThatThrownBy(() -> new RecurrentInput(x, Nd4j.ones(F, 2, 4), null, false))
        .hasMessage("mask must be [2, 5], was [2, 4]");
  }

  private static void compare(RecurrentCell cell, Case c) {
    Map<Kernels, Result> results = new EnumMap<>(Kernels.class);
    for (Kernels family : Kernels.values()) {
      results.put(family, run(family, cell, c));
    }
    results
        .get(Kernels.ONEDNN)
        .arrays()
        .forEach(
            (name, array) ->
                Near.assertNear(
                    array, results.get(Kernels.ND4J).arrays().get(name), 1e-4, name + " of " + c));
  }

  private static Result run(Kernels family, RecurrentCell cell, Case c) {
    RecurrentKernel kernel = cell.kernel(family);
    long columns = (long) cell.weightBlocks() * c.hidden;
    RecurrentWeights weights = weights(F, cell, c.inputs, c.hidden);
    RecurrentWeights gradients =
        new RecurrentWeights(
            Nd4j.valueArrayOf(new long[] {c.inputs, columns}, 9f, F).dup('f'),
            Nd4j.valueArrayOf(new long[] {c.hidden, columns}, 9f, F).dup('f'),
            Nd4j.valueArrayOf(new long[] {4L * c.hidden}, 9f, F));
    RecurrentState initial =
        c.stateful
            ? new RecurrentState(
                Graphs.normal(F, 4, c.batch, c.hidden), Graphs.normal(F, 5, c.batch, c.hidden))
            : null;
    INDArray mask = c.masked ? Sequences.mask(F, c.batch, c.steps) : null;
    INDArray x = Graphs.normal(F, 6, c.batch, c.inputs, c.steps);
    INDArray out = Nd4j.valueArrayOf(new long[] {c.batch, c.hidden, c.steps}, 9f, F).dup('f');
    RecurrentInput input = new RecurrentInput(x, mask, initial, c.reverse);
    kernel.forward(input, weights, true, out);
    RecurrentState last = kernel.last();
    INDArray before = out.dup();
    assertInfersAlike(cell.kernel(family), input, weights, before, last);
    out.muli(3); // as a next layer's dropout may do
    INDArray epsilon = Graphs.normal(F, 7, c.batch, c.hidden, c.steps);
    INDArray dx = Nd4j.valueArrayOf(x.shape(), 9f, F).dup('f');
    kernel.backward(epsilon, c.back, gradients, dx);
    return new Result(before, last, gradients, dx);
  }

  /** Inference, which keeps no steps, gives what training gives. */
  private static void assertInfersAlike(
      RecurrentKernel kernel,
      RecurrentInput input,
      RecurrentWeights weights,
      INDArray output,
      RecurrentState last) {
    INDArray inferred = Nd4j.valueArrayOf(output.shape(), 9f, F).dup('f');
    kernel.forward(input, weights, false, inferred);
    Near.assertNear(inferred, output, 1e-5, "inference");
    Near.assertNear(kernel.last().output(), last.output(), 1e-5, "last output of inference");
    if (last.cell() != null) {
      Near.assertNear(kernel.last().cell(), last.cell(), 1e-5, "last memory of inference");
    }
  }

  private static RecurrentWeights weights(
      DataType type, RecurrentCell cell, long inputs, long hidden) {
    long columns = cell.weightBlocks() * hidden;
    return new RecurrentWeights(
        Graphs.normal(type, 1, inputs, columns).muli(0.4).dup('f'),
        Graphs.normal(type, 2, hidden, columns).muli(0.4).dup('f'),
        Graphs.normal(type, 3, cell.biasBlocks() * hidden).muli(0.4));
  }

  private record Result(
      INDArray out, RecurrentState last, RecurrentWeights gradients, INDArray dx) {
    Map<String, INDArray> arrays() {
      Map<String, INDArray> arrays = new TreeMap<>();
      arrays.put("output", out);
      arrays.put("last output", last.output());
      if (last.cell() != null) {
        arrays.put("last memory", last.cell());
      }
      arrays.put("dW", gradients.input());
      arrays.put("dRW", gradients.recurrent());
      arrays.put("db", gradients.bias());
      arrays.put("dx", dx);
      return arrays;
    }
  }

  /** A random size of everything. */
  private record Case(
      int batch,
      int inputs,
      int hidden,
      int steps,
      int back,
      boolean masked,
      boolean stateful,
      boolean reverse) {
    private Case(Random random) {
      this(
          1 + random.nextInt(40),
          1 + random.nextInt(20),
          1 + random.nextInt(20),
          1 + random.nextInt(15),
          random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(15),
          random.nextBoolean(),
          random.nextBoolean(),
          random.nextBoolean());
    }
  }
}
