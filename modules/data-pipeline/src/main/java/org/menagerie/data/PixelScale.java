package org.menagerie.data;

import java.util.ArrayList;
import java.util.List;

/**
 * How a pixel's brightness, 0 to 1, becomes a network's input: {@code (brightness - mean) /
 * deviation}, each channel by itself.
 */
public record PixelScale(List<Double> means, List<Double> deviations) {
  private static final int LEVELS = 256;
  private static final double WHITE = 255;

  /** A scale with its own copies of the lists. */
  public PixelScale {
    means = List.copyOf(means);
    deviations = List.copyOf(deviations);
  }

  /** Mean and deviation of the given pictures; a channel that never changes has deviation 1. */
  static PixelScale fit(PictureSet pictures, int[] rows) {
    int channels = pictures.form().channels();
    long[][] counts = new long[channels][LEVELS];
    byte[] pixels = new byte[pictures.form().bytes()];
    for (int row : rows) {
      pictures.get(row, pixels);
      for (int p = 0; p < pixels.length; p++) {
        counts[p % channels][pixels[p] & 0xff]++;
      }
    }
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (long[] levels : counts) {
      double n = 0;
      double sum = 0;
      double squares = 0;
      for (int level = 0; level < LEVELS; level++) {
        n += levels[level];
        sum += (double) levels[level] * level;
        squares += (double) levels[level] * level * level;
      }
      double mean = sum / n;
      double variance = squares / n - mean * mean;
      means.add(mean / WHITE);
      deviations.add(variance > 1e-6 ? Math.sqrt(variance) / WHITE : 1);
    }
    return new PixelScale(means, deviations);
  }

  /** The input of each channel and level, 0 to 255. */
  float[][] table() {
    float[][] table = new float[means.size()][LEVELS];
    for (int c = 0; c < table.length; c++) {
      for (int level = 0; level < LEVELS; level++) {
        table[c][level] = (float) ((level / WHITE - means.get(c)) / deviations.get(c));
      }
    }
    return table;
  }

  /** Inputs [..., channels] as brightness, 0 to 1, for showing them. */
  float[] brightness(float[] inputs) {
    float[] brightness = new float[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      int c = i % means.size();
      brightness[i] = (float) (inputs[i] * deviations.get(c) + means.get(c));
    }
    return brightness;
  }
}
