package org.menagerie.data;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.Target;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Examples as plain arrays; a batch is gathered row by row. */
final class InMemoryExamples implements Examples {
  private final InputShape input;
  private final Target target;
  private final int size;
  private final int width;
  private final float[] features;
  private final int[] lengths;
  private final float[] labels;
  private final int[] lines;
  private final IntFunction<List<String>> spelling;

  /**
   * Examples without copies of the arrays.
   *
   * @param labels class indices or standardised values; null where labels are not known
   * @param lines of the file on which each example begins
   */
  InMemoryExamples(
      InputShape input, Target target, FeatureEncoder.Encoded rows, float[] labels, int[] lines) {
    this.input = input;
    this.target = target;
    this.size = lines.length;
    this.features = rows.values();
    this.lengths = rows.lengths();
    this.labels = labels;
    this.lines = lines;
    this.spelling = rows.spelling();
    width = input instanceof InputShape.Tokens tokens ? tokens.steps() : input.values();
  }

  @Override
  public InputShape input() {
    return input;
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public String keyName() {
    return "line";
  }

  @Override
  public String key(int row) {
    return Integer.toString(lines[row]);
  }

  @Override
  public List<String> spelling(int row) {
    return spelling.apply(row);
  }

  /** Where lengths differ, a batch of texts is only as wide as its longest one needs. */
  @Override
  public DataSet batch(int[] rows) {
    return batch(rows, null);
  }

  @Override
  public DataSet batch(int[] rows, DataSet spent) {
    DataSet arrays = spent == null ? new DataSet() : spent;
    int steps = lengths == null ? width : LengthBuckets.width(lengths, rows, width);
    float[] batch = new float[rows.length * steps];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(features, rows[i] * width, batch, i * steps, steps);
    }
    return new DataSet(
        array(batch, arrays.getFeatures(), shape(rows.length, steps)),
        labels == null ? null : labels(rows, arrays.getLabels()),
        lengths == null ? null : mask(rows, steps, arrays.getFeaturesMaskArray()),
        null);
  }

  @Override
  public int[] order(long seed, int batchSize) {
    return lengths == null
        ? Examples.super.order(seed, batchSize)
        : LengthBuckets.order(lengths, seed, batchSize);
  }

  private long[] shape(int n, int steps) {
    return input instanceof InputShape.Image image
        ? new long[] {n, image.height(), image.width(), image.channels()}
        : new long[] {n, steps};
  }

  private INDArray labels(int[] rows, INDArray spent) {
    int outputs = target.size();
    float[] batch = new float[rows.length * outputs];
    for (int i = 0; i < rows.length; i++) {
      if (target instanceof Target.Classes) {
        batch[i * outputs + (int) labels[rows[i]]] = 1;
      } else {
        batch[i] = labels[rows[i]];
      }
    }
    return array(batch, spent, rows.length, outputs);
  }

  private INDArray mask(int[] rows, int steps, INDArray spent) {
    float[] mask = new float[rows.length * steps];
    for (int i = 0; i < rows.length; i++) {
      Arrays.fill(mask, i * steps, i * steps + lengths[rows[i]], 1);
    }
    return array(mask, spent, rows.length, steps);
  }

  // through the buffer, so that a device hears of it
  private static INDArray array(float[] values, INDArray spent, long... shape) {
    if (spent == null || !Arrays.equals(spent.shape(), shape)) {
      return Nd4j.create(values, shape, DataType.FLOAT);
    }
    spent.data().setData(values);
    return spent;
  }
}
