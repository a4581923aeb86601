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
import org.menagerie.core.Scorer;
import org.menagerie.core.Target;
import org.menagerie.data.EncodedFile;

/**
 * Predictions as CSV, a line for each example: for classes the column {@code prediction} and a
 * column {@code probability_<class>} each; for numbers a column {@code prediction} (or, where there
 * are several, {@code prediction_<name>}), in their own units. Examples with a key, such as
 * pictures with their file names, have it in the first column.
 */
public final class PredictionCsv {
  private static final int BATCH = 256;

  private final ComputationGraph network;
  private final Examples examples;
  private final Optional<EncodedFile.Key> key;

  /** Of the file's examples. */
  public PredictionCsv(ComputationGraph network, EncodedFile file) {
    this.network = network;
    this.examples = file.examples();
    this.key = file.key();
  }

  /** Writes header and lines; the writer stays open. */
  public void writeTo(Writer writer) throws IOException {
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
    csv.writeRecord(header());
    for (int from = 0; from < examples.size(); from += BATCH) {
      int[] rows = IntStream.range(from, Math.min(from + BATCH, examples.size())).toArray();
      float[][] outputs = Scorer.predict(network, examples.batch(rows)).toFloatMatrix();
      for (int i = 0; i < outputs.length; i++) {
        csv.writeRecord(line(from + i, outputs[i]));
      }
    }
    csv.flush();
  }

  private List<String> header() {
    List<String> header = new ArrayList<>();
    key.ifPresent(k -> header.add(k.column()));
    if (examples.target() instanceof Target.Classes classes) {
      header.add("prediction");
      classes.labels().forEach(label -> header.add("probability_" + label));
    } else if (examples.target() instanceof Target.Values values && values.size() == 1) {
      header.add("prediction");
    } else if (examples.target() instanceof Target.Values values) {
      values.names().forEach(name -> header.add("prediction_" + name));
    }
    return header;
  }

  private List<String> line(int example, float[] output) {
    List<String> line = new ArrayList<>();
    key.ifPresent(k -> line.add(k.values().get(example)));
    int first = line.size();
    if (examples.target() instanceof Target.Classes classes) {
      // sigmoid outputs need not sum to 1
      double sum = IntStream.range(0, output.length).mapToDouble(i -> output[i]).sum();
      int best = 0;
      for (int i = 0; i < output.length; i++) {
        best = output[i] > output[best] ? i : best;
        line.add(Float.toString((float) (output[i] / sum)));
      }
      line.add(first, classes.labels().get(best));
    } else if (examples.target() instanceof Target.Values values) {
      for (int i = 0; i < output.length; i++) {
        line.add(Double.toString(values.values().get(i).toUnits(output[i])));
      }
    }
    return line;
  }
}
