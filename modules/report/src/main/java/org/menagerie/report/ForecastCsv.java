package org.menagerie.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.core.ExampleUnits;
import org.menagerie.core.Scorer;
import org.menagerie.data.ForecastEncoder;

/**
 * A series' continuation as CSV: time stamp, the series' name where there are several, the
 * prediction, and the ends of its interval.
 */
public final class ForecastCsv {
  private final ComputationGraph network;
  private final ForecastEncoder encoder;
  private final ForecastEncoder.Continuation next;

  /** Of what follows a file. */
  public ForecastCsv(
      ComputationGraph network, ForecastEncoder encoder, ForecastEncoder.Continuation next) {
    this.network = network;
    this.encoder = encoder;
    this.next = next;
  }

  /** Writes header and lines; the writer stays open. */
  public void writeTo(Writer writer) throws IOException {
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
    boolean several = encoder.series().size() > 1;
    List<String> header = new ArrayList<>();
    header.add(encoder.time().isEmpty() ? "step" : encoder.time());
    if (several) {
      header.add("series");
    }
    header.addAll(List.of("prediction", "lower", "upper"));
    csv.writeRecord(header);
    float[] output = Scorer.outputs(network, next.examples())[0];
    for (int v = 0; v < output.length; v++) {
      List<String> line = new ArrayList<>();
      line.add(next.stamps().get(v % encoder.horizon()));
      if (several) {
        line.add(encoder.series().get(v / encoder.horizon()).column());
      }
      double half = encoder.halfWidths().get(v / encoder.horizon());
      double said = encoder.believed(v, output[v]);
      line.add(units(v, said));
      line.add(units(v, said - half));
      line.add(units(v, said + half));
      csv.writeRecord(line);
    }
    csv.flush();
  }

  private String units(int value, double label) {
    ExampleUnits units = next.examples().units().orElseThrow();
    return Double.toString(units.toUnits(0, value, label));
  }
}
