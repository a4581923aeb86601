package org.menagerie.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.core.Scorer;
import org.menagerie.data.EventEncoder;

/**
 * The next event of each sequence as CSV: the sequence, where there are several, the predicted time
 * stamp, the time until then in the stamps' unit (months, days, seconds or as they count), and the
 * predicted value.
 */
public final class EventCsv {
  private final ComputationGraph network;
  private final EventEncoder encoder;
  private final EventEncoder.Continuation next;

  /** Of what follows the events of a file. */
  public EventCsv(ComputationGraph network, EventEncoder encoder, EventEncoder.Continuation next) {
    this.network = network;
    this.encoder = encoder;
    this.next = next;
  }

  /** Writes header and lines; the writer stays open. */
  public void writeTo(Writer writer) throws IOException {
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
    boolean several = !encoder.id().isEmpty();
    List<String> header = new ArrayList<>(several ? List.of(encoder.id()) : List.of());
    header.addAll(List.of(encoder.time(), "time_until", encoder.value().name()));
    csv.writeRecord(header);
    float[][] outputs = Scorer.outputs(network, next.examples());
    for (int s = 0; s < outputs.length; s++) {
      double until = Math.exp(encoder.gap().toUnits(outputs[s][1]));
      List<String> line = new ArrayList<>(several ? List.of(next.keys().get(s)) : List.of());
      line.add(next.stamp(s, until));
      line.add(Double.toString(until));
      line.add(Double.toString(encoder.value().toUnits(outputs[s][0])));
      csv.writeRecord(line);
    }
    csv.flush();
  }
}
