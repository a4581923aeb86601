package org.menagerie.data;

import java.util.Arrays;

/**
 * Resizes pictures by a triangle as wide as the pixels it is to gather: bilinear where a picture
 * grows, an average without aliasing where it shrinks.
 */
final class Resampler {
  private Resampler() {}

  /** A picture [height, width, channels] in another size. */
  static byte[] resize(
      byte[] pixels, int height, int width, int channels, int newHeight, int newWidth) {
    if (height == newHeight && width == newWidth) {
      return pixels;
    }
    Taps across = Taps.of(width, newWidth);
    Taps down = Taps.of(height, newHeight);
    float[] narrow = new float[height * newWidth * channels];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < newWidth; x++) {
        for (int c = 0; c < channels; c++) {
          float sum = 0;
          int from = (y * width + across.first[x]) * channels + c;
          float[] weights = across.weights[x];
          for (int k = 0; k < weights.length; k++) {
            sum += weights[k] * (pixels[from + k * channels] & 0xff);
          }
          narrow[(y * newWidth + x) * channels + c] = sum;
        }
      }
    }
    return gatherRows(narrow, down, newWidth * channels);
  }

  private static byte[] gatherRows(float[] rows, Taps down, int stride) {
    byte[] out = new byte[down.first.length * stride];
    float[] sums = new float[stride];
    for (int y = 0; y < down.first.length; y++) {
      Arrays.fill(sums, 0);
      float[] weights = down.weights[y];
      for (int k = 0; k < weights.length; k++) {
        int from = (down.first[y] + k) * stride;
        for (int i = 0; i < stride; i++) {
          sums[i] += weights[k] * rows[from + i];
        }
      }
      for (int i = 0; i < stride; i++) {
        out[y * stride + i] = (byte) Math.max(0, Math.min(255, Math.round(sums[i])));
      }
    }
    return out;
  }

  /** For each new pixel of a line, the first old one that it is made of and their weights. */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
  private record Taps(int[] first, float[][] weights) {
    static Taps of(int old, int fresh) {
      double scale = (double) old / fresh;
      double reach = Math.max(1, scale);
      int[] first = new int[fresh];
      float[][] weights = new float[fresh][];
      for (int i = 0; i < fresh; i++) {
        double centre = (i + 0.5) * scale - 0.5;
        int from = Math.max(0, (int) Math.ceil(centre - reach));
        int to = Math.min(old - 1, (int) Math.floor(centre + reach));
        float[] w = new float[to - from + 1];
        float sum = 0;
        for (int k = 0; k < w.length; k++) {
          w[k] = (float) Math.max(0, 1 - Math.abs(from + k - centre) / reach);
          sum += w[k];
        }
        for (int k = 0; k < w.length; k++) {
          w[k] /= sum;
        }
        first[i] = from;
        weights[i] = w;
      }
      return new Taps(first, weights);
    }
  }
}
