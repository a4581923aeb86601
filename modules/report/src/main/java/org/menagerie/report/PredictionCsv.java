package org.menagerie.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.core.Examples;
import org.menagerie.core.Floats;
import org.menagerie.core.Scorer;
import org.menagerie.data.EncodedFile;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Predictions as CSV, a line for each example: for classes the column {@code prediction} and a
 * column {@code probability_<class>} each; for numbers a column {@code prediction} (or, where there
 * are several, {@code prediction_<name>}), in their own units. Examples with a key, such as
 * pictures with their file names, have it in the first column. Where every step has an answer,
 * there is a line for each real step, with its number from 1.
 */
public final class PredictionCsv {
  private static final int BATCH = 256;

  private final ComputationGraph network;
  private final Examples examples;
  private final Optional<EncodedFile.Key> key;
  private final PredictionColumns columns;

  /** Of the file's examples. */
  public PredictionCsv(ComputationGraph network, EncodedFile file) {
    this.network = network;
    this.examples = file.examples();
    this.key = file.key();
    this.columns = new PredictionColumns(examples.target());
  }

  /** Writes header and lines; the writer stays open. */
  public void writeTo(Writer writer) throws IOException {
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
    csv.writeRecord(header());
    for (int from = 0; from < examples.size(); from += BATCH) {
      int[] rows = IntStream.range(from, Math.min(from + BATCH, examples.size())).toArray();
      DataSet batch = examples.batch(rows);
      INDArray outputs = Scorer.predict(network, batch);
      for (int i = 0; i < rows.length; i++) {
        if (examples.target().perStep()) {
          writeSteps(csv, from + i, outputs.slice(i), batch.getFeaturesMaskArray(), i);
        } else {
          csv.writeRecord(line(from + i, "", outputs.slice(i).dup('c').data().asFloat()));
        }
      }
    }
    csv.flush();
  }

  // output: [classes, steps]; mask: [n, steps], null where all steps are real
  private void writeSteps(CsvWriter csv, int example, INDArray output, INDArray mask, int row) {
    float[][] steps = Floats.rows(output.transpose());
    for (int t = 0; t < steps.length; t++) {
      if (mask == null || mask.getDouble(row, t) != 0) {
        csv.writeRecord(line(example, Integer.toString(t + 1), steps[t]));
      }
    }
  }

  private List<String> header() {
    List<String> header = new ArrayList<>();
    key.ifPresent(k -> header.add(k.column()));
    if (examples.target().perStep()) {
      header.add(TestPredictions.STEP);
    }
    header.addAll(columns.header());
    return header;
  }

  // step: its number, or empty
  private List<String> line(int example, String step, float[] output) {
    List<String> line = new ArrayList<>();
    key.ifPresent(k -> line.add(k.values().get(example)));
    if (!step.isEmpty()) {
      line.add(step);
    }
    line.addAll(columns.cells(output));
    return line;
  }
}
