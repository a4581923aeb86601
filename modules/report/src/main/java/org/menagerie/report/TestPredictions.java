package org.menagerie.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.menagerie.core.Examples;
import org.menagerie.core.Floats;
import org.menagerie.core.RunFolder;
import org.menagerie.core.Score;
import org.menagerie.core.Scorer;
import org.menagerie.core.Target;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * predictions.csv of a run: a line for each test example, in the order of the test part, from which
 * its scores can be counted again.
 *
 * <p>The first column tells the examples apart ({@link Examples#keyName}), then comes the truth
 * ({@code label}), then what {@code predict} would say. Where every step has a label, there is a
 * line for each step, with the probabilities of two classes alone: the predicted and the true one.
 */
public final class TestPredictions implements Scorer.Listener {
  /** The header of the truth. */
  static final String LABEL = "label";

  /** The header of the step's number, from 1, where every step has a label. */
  static final String STEP = "step";

  private final Examples examples;
  private final CsvWriter csv;
  private final PredictionColumns columns;

  private TestPredictions(Examples examples, CsvWriter csv) {
    this.examples = examples;
    this.csv = csv;
    this.columns = new PredictionColumns(examples.target());
  }

  /** Scores the examples and writes the run's file, as a whole. */
  public static Score write(RunFolder run, Scorer scorer, Examples examples) throws IOException {
    AtomicReference<Score> score = new AtomicReference<>();
    run.write(
        RunFolder.PREDICTIONS,
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
          TestPredictions lines = new TestPredictions(examples, csv);
          csv.writeRecord(lines.header());
          score.set(scorer.score(examples, lines));
          csv.flush();
        });
    return score.get();
  }

  private List<String> header() {
    List<String> header = new ArrayList<>(List.of(examples.keyName()));
    if (examples.target().perStep()) {
      header.addAll(
          List.of(STEP, LABEL, PredictionColumns.PREDICTION, "probability", "label_probability"));
      return header;
    }
    header.addAll(
        examples.target() instanceof Target.Values values
            ? PredictionColumns.names(LABEL, values)
            : List.of(LABEL));
    header.addAll(columns.header());
    return header;
  }

  @Override
  public void onBatch(int first, DataSet batch, INDArray output) {
    for (int i = 0; i < output.size(0); i++) {
      INDArray labels = batch.getLabels().slice(i);
      if (examples.target().perStep()) {
        steps(examples.key(first + i), i, batch, output.slice(i), labels);
      } else {
        whole(first + i, floats(output.slice(i)), floats(labels));
      }
    }
  }

  private void whole(int example, float[] output, float[] truth) {
    List<String> line = new ArrayList<>(List.of(examples.key(example)));
    if (examples.target() instanceof Target.Values) {
      line.addAll(PredictionColumns.units(examples, example, truth, false));
      line.addAll(PredictionColumns.units(examples, example, output, true));
    } else {
      line.add(name(Floats.largest(truth)));
      line.addAll(columns.cells(output));
    }
    csv.writeRecord(line);
  }

  // output and labels: [classes, steps]
  private void steps(String key, int i, DataSet batch, INDArray output, INDArray labels) {
    INDArray mask =
        batch.getLabelsMaskArray() != null
            ? batch.getLabelsMaskArray()
            : batch.getFeaturesMaskArray();
    float[] real = mask == null ? null : floats(mask.slice(i));
    float[][] outputs = Floats.rows(output.transpose());
    float[][] truths = Floats.rows(labels.transpose());
    for (int t = 0; t < outputs.length; t++) {
      if (real == null || real[t] != 0) {
        float[] probabilities = PredictionColumns.probabilities(outputs[t]);
        int best = Floats.largest(outputs[t]);
        int truth = Floats.largest(truths[t]);
        csv.writeRecord(
            key,
            Integer.toString(t + 1),
            name(truth),
            name(best),
            Float.toString(probabilities[best]),
            Float.toString(probabilities[truth]));
      }
    }
  }

  private String name(int label) {
    return columns.labels().get(label);
  }

  private static float[] floats(INDArray array) {
    return array.dup('c').data().asFloat();
  }
}
