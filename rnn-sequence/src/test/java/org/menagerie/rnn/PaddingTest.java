package org.menagerie.rnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.core.Scorer;
import org.menagerie.rnn.SmallNetworks.Case;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A sequence alone and the same sequence in a padded batch give the same outputs and gradients, in
 * the precision and with the kernels of training.
 */
class PaddingTest {
  private static final int LONGEST = 7; // steps
  private static final int PADDED = 9;
  private static final int[] ROWS = {0, 2, 5}; // of 7, 5 and 2 steps

  static List<Case<?>> masked() {
    return SmallNetworks.masked();
  }

  @ParameterizedTest
  @MethodSource("masked")
  void paddingBeforeOrAfterChangesNothing(Case<?> small) {
    ComputationGraph network = small.network(DataType.FLOAT);
    DataSet batch = small.data().splits(3).train().batch(ROWS);
    INDArray gradients = null; // of the sequences alone, added up
    for (int n = 0; n < ROWS.length; n++) {
      INDArray own = gradients(network, alone(batch, n));
      gradients = gradients == null ? own : gradients.add(own);
    }
    for (boolean before : new boolean[] {true, false}) {
      DataSet padded = padded(batch, before);
      INDArray together = Scorer.predict(network, padded).dup();
      for (int n = 0; n < ROWS.length; n++) {
        INDArray alone = Scorer.predict(network, alone(batch, n));
        INDArray same = together.get(NDArrayIndex.interval(n, n + 1));
        assertNear(real(same, steps(batch, n), before), alone);
      }
      assertNear(gradients(network, padded), gradients);
    }
  }

  private static INDArray gradients(ComputationGraph network, DataSet batch) {
    network.setInput(0, batch.getFeatures());
    network.setLabels(batch.getLabels());
    network.setLayerMaskArrays(
        masks(batch.getFeaturesMaskArray()), masks(batch.getLabelsMaskArray()));
    network.computeGradientAndScore();
    INDArray gradient = network.gradient().gradient().dup();
    network.clearLayerMaskArrays();
    return gradient;
  }

  private static INDArray[] masks(INDArray mask) {
    return mask == null ? null : new INDArray[] {mask};
  }

  private static int steps(DataSet batch, int n) {
    return batch.getFeaturesMaskArray().getRow(n).sumNumber().intValue();
  }

  /** The sequence of its own length, without a mask. */
  private static DataSet alone(DataSet batch, int n) {
    int steps = steps(batch, n);
    return new DataSet(
        real(batch.getFeatures().get(NDArrayIndex.interval(n, n + 1)), steps, false).dup(),
        real(batch.getLabels().get(NDArrayIndex.interval(n, n + 1)), steps, false).dup());
  }

  /** The real steps of one sequence; an array without steps as it is. */
  private static INDArray real(INDArray one, int steps, boolean last) {
    boolean tokens = one.rank() == 2 && one.size(1) >= LONGEST;
    if (one.rank() == 2 && !tokens) {
      return one; // of fewer classes or values than there are steps
    }
    long all = one.size(one.rank() - 1);
    INDArrayIndex kept =
        last ? NDArrayIndex.interval(all - steps, all) : NDArrayIndex.interval(0, steps);
    return tokens
        ? one.get(NDArrayIndex.all(), kept)
        : one.get(NDArrayIndex.all(), NDArrayIndex.all(), kept);
  }

  /** The batch in nine steps, what is not real filled with anything. */
  private static DataSet padded(DataSet batch, boolean before) {
    INDArray mask = widen(batch.getFeaturesMaskArray(), batch, before, 0);
    boolean perStep = batch.getLabels().rank() == 3;
    return new DataSet(
        widen(batch.getFeatures(), batch, before, 1),
        perStep ? widen(batch.getLabels(), batch, before, 0) : batch.getLabels(),
        mask,
        perStep ? mask : null);
  }

  private static INDArray widen(INDArray array, DataSet batch, boolean before, double filling) {
    long[] shape = array.shape().clone();
    shape[shape.length - 1] = PADDED;
    INDArray wide = Nd4j.valueArrayOf(shape, filling, DataType.FLOAT);
    for (int n = 0; n < ROWS.length; n++) {
      int steps = steps(batch, n);
      INDArray from = array.get(NDArrayIndex.interval(n, n + 1));
      INDArray to = wide.get(NDArrayIndex.interval(n, n + 1));
      real(to, steps, before).assign(real(from, steps, false));
    }
    return wide;
  }

  private static void assertNear(INDArray actual, INDArray expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.dup('c').data().asFloat())
        .containsExactly(expected.dup('c').data().asFloat(), within(1e-6f));
  }
}
