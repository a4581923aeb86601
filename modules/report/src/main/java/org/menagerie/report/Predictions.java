package org.menagerie.report;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.RunFolder;
import org.menagerie.core.Score;

/** What a network said of the test part, with the truth: predictions.csv, read back. */
public sealed interface Predictions {

  /** What the examples' keys are: a line, a file. */
  String keyName();

  /** The examples' keys, in the order of the test part. */
  List<String> keys();

  /** How wrong each example came out, in the order of {@link #keys}; more is worse. */
  double[] losses();

  /**
   * Answers that name a class.
   *
   * @param examples row in {@code keys} of each answer: itself, or one of several steps
   * @param truth index of the true class of each answer
   * @param predicted index of the predicted class
   * @param confidence its probability
   * @param truthProbability the probability of the true class
   * @param probabilities of every class; empty where every step has an answer
   */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
  record OfClasses(
      String keyName,
      List<String> keys,
      List<String> labels,
      int[] examples,
      int[] truth,
      int[] predicted,
      float[] confidence,
      float[] truthProbability,
      float[][] probabilities)
      implements Predictions {
    private static final double SMALLEST = 1e-10;

    /** Whether each answer is right. */
    public boolean[] right() {
      boolean[] right = new boolean[truth.length];
      for (int i = 0; i < truth.length; i++) {
        right[i] = truth[i] == predicted[i];
      }
      return right;
    }

    /** Mean of -log p(truth) over an example's answers. */
    @Override
    public double[] losses() {
      double[] losses = new double[keys.size()];
      int[] answers = new int[keys.size()];
      for (int i = 0; i < truth.length; i++) {
        losses[examples[i]] -= Math.log(Math.max(truthProbability[i], SMALLEST));
        answers[examples[i]]++;
      }
      for (int i = 0; i < losses.length; i++) {
        losses[i] /= Math.max(1, answers[i]);
      }
      return losses;
    }
  }

  /**
   * Answers that are numbers, in their own units.
   *
   * @param truth [example][value]; NaN where it is not known
   * @param predicted [example][value]
   */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
  record OfValues(
      String keyName, List<String> keys, List<String> names, double[][] truth, double[][] predicted)
      implements Predictions {
    /** Sum of the values' absolute errors, each over its mean over all examples. */
    @Override
    public double[] losses() {
      double[] losses = new double[keys.size()];
      for (int v = 0; v < names.size(); v++) {
        int value = v;
        double[] errors =
            IntStream.range(0, losses.length)
                .mapToDouble(i -> Math.abs(predicted[i][value] - truth[i][value]))
                .map(error -> Double.isNaN(error) ? 0 : error)
                .toArray();
        double mean = IntStream.range(0, errors.length).mapToDouble(i -> errors[i]).sum();
        mean /= Math.max(1, errors.length);
        for (int i = 0; i < errors.length; i++) {
          losses[i] += mean > 0 ? errors[i] / mean : 0;
        }
      }
      return losses;
    }
  }

  /**
   * Reads a run's file.
   *
   * @param score the run's test score, which knows the classes
   */
  static Predictions read(RunFolder run, Score score) throws IOException {
    if (!run.has(RunFolder.PREDICTIONS)) {
      throw new InvalidInputException(
          "run " + run.path() + " has no " + RunFolder.PREDICTIONS + "; train it again");
    }
    List<CsvRecord> records = new ArrayList<>();
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder().ofCsvRecord(run.file(RunFolder.PREDICTIONS))) {
      csv.forEach(records::add);
    }
    List<String> header = records.remove(0).getFields();
    return score instanceof Score.Classification c
        ? classes(header, records, c.labels())
        : values(header, records);
  }

  private static OfClasses classes(
      List<String> header, List<CsvRecord> records, List<String> labels) {
    boolean steps = header.get(1).equals(TestPredictions.STEP);
    int first = steps ? 2 : 1; // the label's column
    Map<String, Integer> index = new HashMap<>();
    labels.forEach(label -> index.put(label, index.size()));
    int n = records.size();
    OfClasses all =
        new OfClasses(
            header.get(0),
            new ArrayList<>(),
            labels,
            new int[n],
            new int[n],
            new int[n],
            new float[n],
            new float[n],
            steps ? new float[0][] : new float[n][labels.size()]);
    for (int i = 0; i < n; i++) {
      CsvRecord line = records.get(i);
      boolean next = !steps || line.getField(1).equals("1") || i == 0;
      if (next || !line.getField(0).equals(all.keys.get(all.keys.size() - 1))) {
        all.keys.add(line.getField(0));
      }
      all.examples[i] = all.keys.size() - 1;
      all.truth[i] = index.get(line.getField(first));
      all.predicted[i] = index.get(line.getField(first + 1));
      for (int c = 0; c < labels.size() && !steps; c++) {
        all.probabilities[i][c] = Float.parseFloat(line.getField(first + 2 + c));
      }
      all.confidence[i] =
          steps ? Float.parseFloat(line.getField(4)) : all.probabilities[i][all.predicted[i]];
      all.truthProbability[i] =
          steps ? Float.parseFloat(line.getField(5)) : all.probabilities[i][all.truth[i]];
    }
    return all;
  }

  private static OfValues values(List<String> header, List<CsvRecord> records) {
    int size = (header.size() - 1) / 2;
    List<String> names =
        size == 1
            ? List.of("value")
            : header.subList(1, 1 + size).stream()
                .map(name -> name.substring(TestPredictions.LABEL.length() + 1))
                .toList();
    List<String> keys = new ArrayList<>();
    double[][] truth = new double[records.size()][size];
    double[][] predicted = new double[records.size()][size];
    for (int i = 0; i < records.size(); i++) {
      CsvRecord line = records.get(i);
      keys.add(line.getField(0));
      for (int v = 0; v < size; v++) {
        String known = line.getField(1 + v);
        truth[i][v] = known.isEmpty() ? Double.NaN : Double.parseDouble(known);
        predicted[i][v] = Double.parseDouble(line.getField(1 + size + v));
      }
    }
    return new OfValues(header.get(0), keys, names, truth, predicted);
  }
}
