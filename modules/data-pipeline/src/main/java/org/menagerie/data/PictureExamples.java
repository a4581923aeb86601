package org.menagerie.data;

import java.util.Arrays;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.Target;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Decoded pictures, standardised as they are gathered into a batch. */
final class PictureExamples implements Examples {
  private final PictureSet pictures;
  private final int[] rows;
  private final PixelScale scale;
  private final Target target;

  /** The given pictures; without labels where theirs are not known. */
  PictureExamples(PictureSet pictures, int[] rows, PixelScale scale, Target target) {
    this.pictures = pictures;
    this.rows = rows;
    this.scale = scale;
    this.target = target;
  }

  @Override
  public InputShape.Image input() {
    return pictures.form().shape();
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public String keyName() {
    return PictureEncoder.FILE;
  }

  @Override
  public String key(int row) {
    return pictures.files().get(rows[row]);
  }

  @Override
  public DataSet batch(int[] wanted) {
    InputShape.Image shape = input();
    int size = shape.values();
    int channels = shape.channels();
    float[][] values = scale.table();
    float[] batch = new float[wanted.length * size];
    byte[] pixels = new byte[size];
    for (int i = 0; i < wanted.length; i++) {
      pictures.get(rows[wanted[i]], pixels);
      for (int c = 0; c < channels; c++) {
        float[] value = values[c];
        for (int p = c, at = i * size + c; p < size; p += channels, at += channels) {
          batch[at] = value[pixels[p] & 0xff];
        }
      }
    }
    long[] dimensions = {wanted.length, shape.height(), shape.width(), channels};
    return new DataSet(Nd4j.create(batch, dimensions, DataType.FLOAT), labels(wanted));
  }

  // [n, classes], one-hot
  private INDArray labels(int[] wanted) {
    if (Arrays.stream(wanted).anyMatch(i -> pictures.labels()[rows[i]] < 0)) {
      return null;
    }
    int classes = target.size();
    float[] oneHot = new float[wanted.length * classes];
    for (int i = 0; i < wanted.length; i++) {
      oneHot[i * classes + pictures.labels()[rows[wanted[i]]]] = 1;
    }
    return Nd4j.create(oneHot, new long[] {wanted.length, classes}, DataType.FLOAT);
  }
}
