package org.menagerie.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.BooleanIndexing;
import org.nd4j.linalg.indexing.conditions.Conditions;

/** Runs a network over examples and counts. */
public final class Scorer {
  private static final int BATCH = 256;
  private static final double SMALLEST_PROBABILITY = 1e-10;

  private final ComputationGraph network;
  private final Loss loss;

  /** A scorer that reports the given loss beside the usual measures. */
  public Scorer(ComputationGraph network, Loss loss) {
    this.network = network;
    this.loss = loss;
  }

  /** Hears what a network said. */
  @FunctionalInterface
  public interface Listener {
    /**
     * A batch has gone through the network.
     *
     * @param first row of the batch's first example
     * @param output [n, outputs] or [n, outputs, steps]
     */
    void onBatch(int first, DataSet batch, INDArray output) throws IOException;
  }

  /** The network's score on the examples. */
  public Score score(Examples examples) {
    try {
      return score(examples, (first, batch, output) -> {});
    } catch (IOException e) {
      throw new UncheckedIOException("a listener that does nothing", e);
    }
  }

  /** The network's score on the examples, and all it says to the listener. */
  public Score score(Examples examples, Listener listener) throws IOException {
    Tally tally =
        examples.target() instanceof Target.Values values
            ? new ValueTally(values.values(), examples.units().orElse(null))
            : new ClassTally(labels(examples.target()));
    double lossSum = 0;
    double weight = 0;
    for (int from = 0; from < examples.size(); from += BATCH) {
      DataSet batch = examples.batch(range(from, Math.min(from + BATCH, examples.size())));
      INDArray output = predict(network, batch);
      listener.onBatch(from, batch, output);
      Rows rows = Rows.of(output, batch);
      float[][] outputs = Floats.rows(rows.output);
      float[][] labels = Floats.rows(rows.labels);
      tally.add(outputs, labels);
      lossSum +=
          loss.isCrossEntropy()
              ? crossEntropy(outputs, labels)
              : stockLoss(rows, examples.target());
      weight += labels.length;
    }
    return tally.score(weight == 0 ? 0 : lossSum / weight);
  }

  /** Summed over all rows; an output that is not a number makes it none. */
  private static double crossEntropy(float[][] outputs, float[][] labels) {
    double sum = 0;
    for (int row = 0; row < outputs.length; row++) {
      for (int i = 0; i < outputs[row].length; i++) {
        if (labels[row][i] != 0 || Float.isNaN(outputs[row][i])) {
          sum -= labels[row][i] * Math.log(Math.max(outputs[row][i], SMALLEST_PROBABILITY));
        }
      }
    }
    return sum;
  }

  /** Summed over all rows, by Deeplearning4j. */
  private double stockLoss(Rows rows, Target target) {
    if (!(target instanceof Target.Values)) {
      keepLogarithmsFinite(rows.output);
    }
    // the output is activated already
    return loss.function()
        .computeScore(rows.labels, rows.output, new ActivationIdentity(), null, false);
  }

  /** The network's outputs for a batch, dropout off. */
  public static INDArray predict(ComputationGraph network, DataSet batch) {
    INDArray mask = batch.getFeaturesMaskArray();
    INDArray[] masks = mask == null ? null : new INDArray[] {mask};
    return network.output(false, new INDArray[] {batch.getFeatures()}, masks)[0];
  }

  /** The network's outputs for all examples, a row each; not for labels at every step. */
  public static float[][] outputs(ComputationGraph network, Examples examples) {
    float[][] outputs = new float[examples.size()][];
    for (int from = 0; from < outputs.length; from += BATCH) {
      int[] rows = range(from, Math.min(from + BATCH, outputs.length));
      float[][] some = Floats.rows(predict(network, examples.batch(rows)));
      System.arraycopy(some, 0, outputs, from, some.length);
    }
    return outputs;
  }

  // training has the same bound; an output that is not a number stays one
  private static void keepLogarithmsFinite(INDArray probabilities) {
    BooleanIndexing.replaceWhere(
        probabilities, SMALLEST_PROBABILITY, Conditions.lessThan(SMALLEST_PROBABILITY));
  }

  private static List<String> labels(Target target) {
    if (target instanceof Target.Classes classes) {
      return classes.labels();
    }
    return target instanceof Target.NextSymbol next
        ? next.labels()
        : ((Target.ClassPerStep) target).labels();
  }

  private static int[] range(int from, int to) {
    int[] rows = new int[to - from];
    Arrays.setAll(rows, i -> from + i);
    return rows;
  }

  /** Predictions and labels, one row for each thing that was to be predicted. */
  private record Rows(INDArray output, INDArray labels) {
    static Rows of(INDArray output, DataSet batch) {
      INDArray labels = batch.getLabels();
      if (output.rank() == 2) {
        return new Rows(output, labels);
      }
      // [n, size, steps] -> [n * steps, size], real steps alone
      INDArray flatOutput = flatten(output);
      INDArray flatLabels = flatten(labels);
      INDArray mask =
          batch.getLabelsMaskArray() != null
              ? batch.getLabelsMaskArray()
              : batch.getFeaturesMaskArray();
      if (mask == null) {
        return new Rows(flatOutput, flatLabels);
      }
      float[] real = mask.dup('c').data().asFloat();
      int[] rows = range(0, real.length);
      int[] kept = Arrays.stream(rows).filter(i -> real[i] != 0).toArray();
      return new Rows(flatOutput.getRows(kept), flatLabels.getRows(kept));
    }

    private static INDArray flatten(INDArray steps) {
      return steps.permute(0, 2, 1).dup('c').reshape('c', -1, steps.size(1));
    }
  }

  /** Counts up what is needed for one kind of score. */
  private interface Tally {
    void add(float[][] output, float[][] labels);

    Score score(double loss);
  }

  private static final class ClassTally implements Tally {
    private final List<String> labels;
    private final long[][] confusion;

    ClassTally(List<String> labels) {
      this.labels = labels;
      this.confusion = new long[labels.size()][labels.size()];
    }

    @Override
    public void add(float[][] output, float[][] truth) {
      for (int i = 0; i < output.length; i++) {
        confusion[Floats.largest(truth[i])][Floats.largest(output[i])]++;
      }
    }

    @Override
    public Score score(double loss) {
      return new Score.Classification(
          loss,
          labels,
          Stream.of(confusion).map(row -> LongStream.of(row).boxed().toList()).toList());
    }
  }

  private static final class ValueTally implements Tally {
    private final List<Target.Value> values;
    private final ExampleUnits units; // null: outputs are standardised by the values alone
    private final double[] absolute;
    private final double[] squared;
    private final double[] first;
    private final double[] sum;
    private final double[] sumOfSquares;
    private final long[] known; // labels of each value
    private long n;

    ValueTally(List<Target.Value> values, ExampleUnits units) {
      this.values = values;
      this.units = units;
      this.absolute = new double[values.size()];
      this.squared = new double[values.size()];
      this.first = new double[values.size()];
      this.sum = new double[values.size()];
      this.sumOfSquares = new double[values.size()];
      this.known = new long[values.size()];
      Arrays.fill(first, Double.NaN);
    }

    @Override
    public void add(float[][] output, float[][] labels) {
      for (int i = 0; i < output.length; i++) {
        for (int v = 0; v < absolute.length; v++) {
          if (units == null || units.known((int) n, v)) {
            // differences and sums in standardised numbers keep their digits
            add(v, standard(v, labels[i][v], false), standard(v, output[i][v], true));
          }
        }
        n++;
      }
    }

    private void add(int v, double truth, double output) {
      double error = output - truth;
      absolute[v] += Math.abs(error);
      squared[v] += error * error;
      int origin = units == null ? v : 0; // pooled values have a common one
      if (Double.isNaN(first[origin])) {
        first[origin] = truth;
      }
      // from the first label on: equal labels then have a variance of exactly 0
      double label = truth - first[origin];
      sum[v] += label;
      sumOfSquares[v] += label * label;
      known[v]++;
    }

    // examples come in their order, so the one at hand is the n-th
    private double standard(int value, double number, boolean predicted) {
      if (units == null) {
        return number;
      }
      Target.Value unit = values.get(value);
      double inUnits =
          predicted
              ? units.predicted((int) n, value, number)
              : units.toUnits((int) n, value, number);
      return (inUnits - unit.mean()) / unit.scale();
    }

    @Override
    public Score score(double loss) {
      double mae = 0;
      double rmse = 0;
      double mase = 0;
      double r2 = 0;
      long all = Arrays.stream(known).sum();
      for (int v = 0; v < values.size(); v++) {
        Target.Value value = values.get(v);
        double error = value.scale() * absolute[v] / all;
        mae += error;
        mase += error / value.naiveError();
        rmse += value.scale() * Math.sqrt(squared[v] / n) / values.size();
        r2 += r2(squared[v], sumOfSquares[v] - sum[v] * sum[v] / n) / values.size();
      }
      return units == null
          ? new Score.Regression(loss, mae, rmse, mase, r2)
          : new Score.Regression(loss, mae, pooledRmse(all), mase, pooledR2(all));
    }

    // steps of a horizon are one series: there may be a single example
    private double pooledRmse(long all) {
      return Math.sqrt(Arrays.stream(squared).sum() / all);
    }

    private double pooledR2(long all) {
      double total = Arrays.stream(sum).sum();
      double variation = Arrays.stream(sumOfSquares).sum() - total * total / all;
      return r2(Arrays.stream(squared).sum(), variation);
    }

    // equal labels leave nothing to explain: 1 if all are met, else 0, as scikit-learn has it
    private static double r2(double residual, double variation) {
      return variation > 0 ? 1 - residual / variation : residual == 0 ? 1 : 0;
    }
  }
}
