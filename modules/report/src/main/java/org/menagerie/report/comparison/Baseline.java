package org.menagerie.report.comparison;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.menagerie.core.Examples;
import org.menagerie.core.RunFolder;
import org.menagerie.core.Target;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * What anyone could say who saw the labels of the training part alone: baseline.json of a run.
 *
 * @param majority its most frequent class, the first of equal ones; empty for numbers
 * @param means of its numbers, in units; empty for classes
 */
record Baseline(String majority, List<Double> means, List<Double> naiveErrors) {
  static final String FILE = "baseline.json";
  private static final int BATCH = 256;
  private static final ObjectMapper JSON = new ObjectMapper();

  static Baseline of(Examples train) {
    if (train.target() instanceof Target.Values values) {
      return new Baseline(
          "",
          values.values().stream().map(Target.Value::mean).toList(),
          values.values().stream().map(Target.Value::naiveError).toList());
    }
    return new Baseline(majority(train), List.of(), List.of());
  }

  private static String majority(Examples train) {
    double[] counts = new double[train.target().size()];
    for (int from = 0; from < train.size(); from += BATCH) {
      int[] rows = IntStream.range(from, Math.min(from + BATCH, train.size())).toArray();
      double[] more = counts(train.batch(rows));
      Arrays.setAll(counts, i -> counts[i] + more[i]);
    }
    int best = 0;
    for (int i = 1; i < counts.length; i++) {
      best = counts[i] > counts[best] ? i : best;
    }
    return labels(train.target()).get(best);
  }

  // labels are one-hot: [n, classes] or, padded steps masked, [n, classes, steps]
  private static double[] counts(DataSet batch) {
    INDArray labels = batch.getLabels();
    if (labels.rank() == 2) {
      return labels.sum(0).toDoubleVector();
    }
    INDArray mask =
        batch.getLabelsMaskArray() != null
            ? batch.getLabelsMaskArray()
            : batch.getFeaturesMaskArray();
    INDArray real = mask == null ? labels : labels.mul(mask.reshape(mask.size(0), 1, mask.size(1)));
    return real.sum(0, 2).toDoubleVector();
  }

  private static List<String> labels(Target target) {
    if (target instanceof Target.Classes classes) {
      return classes.labels();
    }
    return target instanceof Target.NextSymbol next
        ? next.labels()
        : ((Target.ClassPerStep) target).labels();
  }

  void write(RunFolder run) throws IOException {
    byte[] text = JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
    run.write(FILE, out -> out.write(text));
  }

  static Optional<Baseline> read(RunFolder run) throws IOException {
    return run.has(FILE)
        ? Optional.of(JSON.readValue(run.file(FILE).toFile(), Baseline.class))
        : Optional.empty();
  }
}
