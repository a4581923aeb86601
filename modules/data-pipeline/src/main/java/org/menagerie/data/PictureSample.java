package org.menagerie.data;

import java.util.Arrays;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.nd4j.linalg.dataset.DataSet;

/** Some pictures of a training part, and what they say of how pictures may be changed. */
final class PictureSample {
  private static final int MOST = 2_000;
  private static final double SYMMETRIC = 0.25;

  private final InputShape.Image shape;
  private final float[] pixels; // [n, height, width, channels]
  private final int[] labels;
  private final int classes;

  private PictureSample(InputShape.Image shape, float[] pixels, int[] labels, int classes) {
    this.shape = shape;
    this.pixels = pixels;
    this.labels = labels;
    this.classes = classes;
  }

  /** At most 2,000 pictures, taken evenly. */
  static PictureSample of(Examples pictures) {
    int n = Math.min(MOST, pictures.size());
    int[] rows = new int[n];
    Arrays.setAll(rows, i -> (int) ((long) i * pictures.size() / n));
    DataSet batch = pictures.batch(rows);
    int classes = pictures.target().size();
    float[] oneHot = batch.getLabels().data().asFloat();
    int[] labels = new int[n];
    for (int i = 0; i < oneHot.length; i++) {
      labels[i / classes] += oneHot[i] == 1 ? i % classes : 0;
    }
    return new PictureSample(
        (InputShape.Image) pictures.input(), batch.getFeatures().data().asFloat(), labels, classes);
  }

  /** The median of each channel along the edges: what lies around the pictures. */
  float[] background() {
    int channels = shape.channels();
    float[] background = new float[channels];
    for (int c = 0; c < channels; c++) {
      float[] edge = new float[labels.length * 2 * (shape.height() + shape.width())];
      int n = 0;
      for (int i = 0; i < labels.length; i++) {
        for (int y = 0; y < shape.height(); y++) {
          edge[n++] = pixels[at(i, y, 0, c)];
          edge[n++] = pixels[at(i, y, shape.width() - 1, c)];
        }
        for (int x = 0; x < shape.width(); x++) {
          edge[n++] = pixels[at(i, 0, x, c)];
          edge[n++] = pixels[at(i, shape.height() - 1, x, c)];
        }
      }
      Arrays.sort(edge);
      background[c] = edge[n / 2];
    }
    return background;
  }

  /**
   * Whether mirrored pictures look like pictures of their class: in colour, and the classes' mean
   * pictures are far more like their own mirror images than like each other. Letters and digits
   * fail it, and so do shoes that all point to the left.
   */
  boolean mirrorSafe() {
    if (shape.channels() == 1) {
      return false;
    }
    double[][] means = new double[classes][shape.values()];
    double[][] squares = new double[classes][shape.values()];
    int[] counts = new int[classes];
    for (int i = 0; i < labels.length; i++) {
      counts[labels[i]]++;
      for (int p = 0; p < shape.values(); p++) {
        float value = pixels[i * shape.values() + p];
        means[labels[i]][p] += value;
        squares[labels[i]][p] += value * value;
      }
    }
    double[] noise = new double[classes]; // squared error of a mean picture
    for (int k = 0; k < classes; k++) {
      for (int p = 0; p < shape.values(); p++) {
        means[k][p] /= Math.max(1, counts[k]);
        noise[k] += squares[k][p] / Math.max(1, counts[k]) - means[k][p] * means[k][p];
      }
      noise[k] /= Math.max(1, counts[k] - 1);
    }
    return asymmetry(means, noise, counts) <= SYMMETRIC * difference(means, noise, counts);
  }

  // mean squared distance of a class's mean picture and its mirror image, less what chance adds
  private double asymmetry(double[][] means, double[] noise, int[] counts) {
    double sum = 0;
    int n = 0;
    for (int k = 0; k < classes; k++) {
      if (counts[k] > 1) {
        sum += Math.max(0, distance(means[k], mirrored(means[k])) - 2 * noise[k]);
        n++;
      }
    }
    return n == 0 ? Double.POSITIVE_INFINITY : sum / n;
  }

  // the same of two classes
  private double difference(double[][] means, double[] noise, int[] counts) {
    double sum = 0;
    int n = 0;
    for (int k = 0; k < classes; k++) {
      for (int j = 0; j < k; j++) {
        if (counts[k] > 1 && counts[j] > 1) {
          sum += Math.max(0, distance(means[k], means[j]) - noise[k] - noise[j]);
          n++;
        }
      }
    }
    return n == 0 ? 0 : sum / n;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int p = 0; p < a.length; p++) {
      sum += (a[p] - b[p]) * (a[p] - b[p]);
    }
    return sum;
  }

  private double[] mirrored(double[] picture) {
    double[] mirrored = new double[picture.length];
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        for (int c = 0; c < shape.channels(); c++) {
          mirrored[at(0, y, x, c)] = picture[at(0, y, shape.width() - 1 - x, c)];
        }
      }
    }
    return mirrored;
  }

  private int at(int picture, int y, int x, int c) {
    return ((picture * shape.height() + y) * shape.width() + x) * shape.channels() + c;
  }
}
