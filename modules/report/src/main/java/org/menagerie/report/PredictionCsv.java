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
    header.addAll(columns.header());
    return header;
  }

  private List<String> line(int example, float[] output) {
    List<String> line = new ArrayList<>();
    key.ifPresent(k -> line.add(k.values().get(example)));
    line.addAll(columns.cells(output));
    return line;
  }
}
