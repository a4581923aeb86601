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

/** Sequences as slices of one array of steps, which may overlap; padded behind their last step. */
final class SequenceExamples implements Examples {
  private static final int MANY = 2_000; // below, batches of like length would always be the same

  private final InputShape.Sequence input;
  private final Target target;
  private final float[] steps;
  private final Slices slices;
  private final float[] labels;
  private final boolean padded;
  private final IntFunction<List<String>> spelling;

  /**
   * Where each example lies.
   *
   * @param from its first step
   * @param length its number of steps, at most that of the input's shape
   */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
  record Slices(int[] from, int[] length) {
    int size() {
      return from.length;
    }
  }

  /** Examples whose steps are no symbols. */
  SequenceExamples(
      InputShape.Sequence input, Target target, float[] steps, Slices slices, float[] labels) {
    this(input, target, steps, slices, labels, row -> List.of());
  }

  /**
   * Examples without copies of the arrays.
   *
   * @param steps numbers of each step, step after step
   * @param labels class indices, one for each example or for each step (NaN: none); or values,
   *     example after example; null where they are not known
   * @param spelling the symbols of an example's steps as they stand in the data
   */
  SequenceExamples(
      InputShape.Sequence input,
      Target target,
      float[] steps,
      Slices slices,
      float[] labels,
      IntFunction<List<String>> spelling) {
    this.input = input;
    this.target = target;
    this.steps = steps;
    this.slices = slices;
    this.labels = labels;
    this.spelling = spelling;
    padded = Arrays.stream(slices.length()).anyMatch(n -> n < input.steps());
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
    return slices.size();
  }

  @Override
  public List<String> spelling(int row) {
    return spelling.apply(row);
  }

  /** Where lengths differ, batches of many sequences are of like length. */
  @Override
  public int[] order(long seed, int batchSize) {
    return padded && size() >= MANY
        ? LengthBuckets.order(slices.length(), seed, batchSize)
        : Examples.super.order(seed, batchSize);
  }

  /** Where lengths differ, a batch has only as many steps as its longest sequence needs. */
  @Override
  public DataSet batch(int[] rows) {
    int time = padded ? LengthBuckets.width(slices.length(), rows, input.steps()) : input.steps();
    int features = input.features();
    float[] batch = new float[Math.multiplyExact(rows.length, time * features)];
    for (int i = 0; i < rows.length; i++) {
      int from = slices.from()[rows[i]];
      for (int t = 0; t < slices.length()[rows[i]]; t++) {
        for (int f = 0; f < features; f++) {
          batch[(i * features + f) * time + t] = steps[(from + t) * features + f];
        }
      }
    }
    INDArray mask = padded ? mask(rows, time, false) : null;
    INDArray labelMask = target.perStep() && labels != null ? mask(rows, time, true) : null;
    return new DataSet(
        array(batch, rows.length, features, time),
        labels == null ? null : labels(rows, time),
        mask,
        labelMask);
  }

  private INDArray labels(int[] rows, int time) {
    int size = target.size();
    if (target instanceof Target.Values) {
      float[] values = new float[rows.length * size];
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(labels, rows[i] * size, values, i * size, size);
      }
      return array(values, rows.length, size);
    }
    if (!target.perStep()) {
      float[] hot = new float[rows.length * size];
      for (int i = 0; i < rows.length; i++) {
        hot[i * size + (int) labels[rows[i]]] = 1;
      }
      return array(hot, rows.length, size);
    }
    float[] hot = new float[Math.multiplyExact(rows.length, size * time)];
    for (int i = 0; i < rows.length; i++) {
      for (int t = 0; t < slices.length()[rows[i]]; t++) {
        float label = labels[slices.from()[rows[i]] + t];
        if (!Float.isNaN(label)) {
          hot[(i * size + (int) label) * time + t] = 1;
        }
      }
    }
    return array(hot, rows.length, size, time);
  }

  // 1 for real steps or, for labels, for real steps that have one
  private INDArray mask(int[] rows, int time, boolean labelled) {
    float[] mask = new float[rows.length * time];
    for (int i = 0; i < rows.length; i++) {
      for (int t = 0; t < slices.length()[rows[i]]; t++) {
        boolean real = !labelled || !Float.isNaN(labels[slices.from()[rows[i]] + t]);
        mask[i * time + t] = real ? 1 : 0;
      }
    }
    return array(mask, rows.length, time);
  }

  private static INDArray array(float[] values, long... shape) {
    return Nd4j.create(values, shape, DataType.FLOAT);
  }
}
