package org.menagerie.report.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * How far a network's confidence can be believed: answers in ten bins of equal width by the
 * probability of the class that was predicted.
 *
 * @param bins those that hold answers, from the least confident on
 * @param error expected calibration error: the mean of |accuracy - confidence| over the bins,
 *     weighted by their answers (Naeini et al., 2015; Guo et al., 2017)
 */
public record Calibration(List<Bin> bins, double error) {
  private static final int BINS = 10;

  /** Answers of like confidence, with the means of both. */
  public record Bin(long answers, double confidence, double accuracy) {}

  /** A calibration with its own copy of the bins. */
  public Calibration {
    bins = List.copyOf(bins);
  }

  /** Of answers with their confidence, from 0 to 1; those that are no number are left out. */
  public static Calibration of(float[] confidence, boolean[] right) {
    long[] answers = new long[BINS];
    long[] hits = new long[BINS];
    double[] sums = new double[BINS];
    long all = 0;
    for (int i = 0; i < confidence.length; i++) {
      if (confidence[i] >= 0) {
        // a bin holds its upper end, as in (0.9, 1]
        int bin = Math.max(0, Math.min(BINS, (int) Math.ceil(BINS * (double) confidence[i])) - 1);
        answers[bin]++;
        hits[bin] += right[i] ? 1 : 0;
        sums[bin] += confidence[i];
        all++;
      }
    }
    List<Bin> bins = new ArrayList<>();
    double error = 0;
    for (int b = 0; b < BINS; b++) {
      if (answers[b] > 0) {
        Bin bin = new Bin(answers[b], sums[b] / answers[b], (double) hits[b] / answers[b]);
        bins.add(bin);
        error += Math.abs(bin.accuracy - bin.confidence) * answers[b] / all;
      }
    }
    return new Calibration(bins, error);
  }
}
