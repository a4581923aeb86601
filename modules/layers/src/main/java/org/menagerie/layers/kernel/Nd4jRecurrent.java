package org.menagerie.layers.kernel;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The walk over steps in plain ND4J operations, for every type and backend; cells in subclasses.
 *
 * @param <S> what a cell keeps of one step
 */
abstract class Nd4jRecurrent<S> implements RecurrentKernel {
  private final List<S> kept = new ArrayList<>();
  private RecurrentInput input;
  private RecurrentWeights weights;
  private INDArray real; // [N, T], 1 at real steps, or null
  private RecurrentState state;
  private boolean trained;

  /** One step: x [N, C] and the state before; the result's state has no mask applied. */
  abstract S step(INDArray x, RecurrentState before, RecurrentWeights weights);

  /** The state that a step leads to. */
  abstract RecurrentState after(S step);

  /**
   * One step back: the state's gradient [N, H] in, the gradient of the state before out.
   *
   * @param gradients the parameters' gradients, added to
   * @param dx the gradient of the step's input [N, C], written
   */
  abstract RecurrentState stepBack(
      S step,
      RecurrentState gradient,
      RecurrentWeights weights,
      RecurrentWeights gradients,
      INDArray dx);

  /** A state of zeros. */
  abstract RecurrentState zeros(INDArray like);

  @Override
  public final void forward(
      RecurrentInput input, RecurrentWeights weights, boolean training, INDArray out) {
    this.input = input;
    this.weights = weights;
    trained = training;
    OutOfWorkspaces.run(() -> walk(training, out));
  }

  private void walk(boolean training, INDArray out) {
    kept.clear();
    real = input.mask() == null ? null : input.mask().neq(0).castTo(out.dataType());
    INDArray like = Nd4j.zeros(out.dataType(), input.batch(), weights.hidden());
    state = input.initial() == null ? zeros(like) : input.initial();
    for (int count = 0; count < input.steps(); count++) {
      walk(input.position(count), training, out);
    }
  }

  private void walk(int position, boolean training, INDArray out) {
    INDArray x = at(input.x(), position).castTo(out.dataType());
    INDArray mask = mask(position);
    if (mask != null) {
      x = Nd4jSelect.realOnly(Nd4j.onesLike(x).muliColumnVector(mask), x);
    }
    S step = step(x, state, weights);
    state = mask == null ? after(step) : mix(mask, after(step), state);
    INDArray shown = mask == null ? state.output() : state.output().mulColumnVector(mask);
    at(out, position).assign(shown);
    if (training) {
      kept.add(step);
    }
  }

  @Override
  public final RecurrentState last() {
    return state;
  }

  @Override
  public final void backward(INDArray epsilon, int steps, RecurrentWeights gradients, INDArray dx) {
    if (!trained) {
      throw new IllegalStateException("backward needs a training pass before it");
    }
    trained = false;
    OutOfWorkspaces.run(() -> walkBack(epsilon, input.steps() - steps, gradients, dx));
  }

  private void walkBack(INDArray epsilon, int stop, RecurrentWeights gradients, INDArray dx) {
    gradients.input().assign(0);
    gradients.recurrent().assign(0);
    gradients.bias().assign(0);
    dx.assign(0);
    RecurrentState gradient = zeros(Nd4j.zeros(dx.dataType(), input.batch(), weights.hidden()));
    for (int t = input.steps() - 1; t >= Math.max(0, stop); t--) {
      gradient = walkBack(t, epsilon, gradient, gradients, dx);
    }
  }

  private RecurrentState walkBack(
      int t, INDArray epsilon, RecurrentState gradient, RecurrentWeights gradients, INDArray dx) {
    int position = input.position(t);
    INDArray mask = mask(position);
    INDArray own = at(epsilon, position).castTo(dx.dataType());
    INDArray dxStep = Nd4j.create(dx.dataType(), input.batch(), weights.inputs());
    RecurrentState before;
    if (mask == null) {
      before = stepBack(kept.get(t), plus(gradient, own), weights, gradients, dxStep);
    } else {
      RecurrentState nothing = zeros(gradient.output());
      RecurrentState real = mix(mask, plus(gradient, own), nothing);
      RecurrentState aside = mix(mask, nothing, gradient);
      before = sum(stepBack(kept.get(t), real, weights, gradients, dxStep), aside);
    }
    at(dx, position).assign(dxStep);
    return before;
  }

  private INDArray mask(int position) {
    return real == null ? null : real.getColumn(position, true);
  }

  private static RecurrentState plus(RecurrentState gradient, INDArray output) {
    return new RecurrentState(gradient.output().add(output), gradient.cell());
  }

  private static RecurrentState sum(RecurrentState x, RecurrentState y) {
    return new RecurrentState(
        x.output().add(y.output()), x.cell() == null ? null : x.cell().add(y.cell()));
  }

  /** The first state where the mask [N, 1] is 1, the second where it is 0. */
  private static RecurrentState mix(INDArray mask, RecurrentState real, RecurrentState padded) {
    return new RecurrentState(
        mix(mask, real.output(), padded.output()),
        real.cell() == null ? null : mix(mask, real.cell(), padded.cell()));
  }

  private static INDArray mix(INDArray mask, INDArray real, INDArray padded) {
    return real.mulColumnVector(mask).add(padded.mulColumnVector(mask.rsub(1)));
  }

  /** One step [N, F] of a sequence, as a view. */
  private static INDArray at(INDArray sequence, int position) {
    return sequence.get(all(), all(), point(position)).reshape(sequence.size(0), sequence.size(1));
  }

  /** The columns of one gate. */
  static INDArray gate(INDArray gates, int gate, long hidden) {
    return gates.get(all(), interval(gate * hidden, (gate + 1) * hidden));
  }

  /** The bias of one gate as a row [1, H]. */
  static INDArray bias(INDArray bias, int gate, long hidden) {
    return bias.reshape(1, bias.length()).get(all(), interval(gate * hidden, (gate + 1) * hidden));
  }

  static INDArray sigmoid(INDArray z) {
    return Transforms.sigmoid(z, true);
  }

  static INDArray tanh(INDArray z) {
    return Transforms.tanh(z, true);
  }

  /** g (1 - g), the derivative of a sigmoid from its value. */
  static INDArray sigmoidSlope(INDArray value) {
    return value.rsub(1).muli(value);
  }

  /** 1 - v^2, the derivative of a tanh from its value. */
  static INDArray tanhSlope(INDArray value) {
    return value.mul(value).rsubi(1);
  }
}
