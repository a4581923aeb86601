package org.menagerie.report;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.core.Checkpoint;
import org.menagerie.core.RunFolder;
import org.menagerie.core.TrainingListener;

/**
 * updates.csv: for each epoch and layer, how long the epoch's last update was beside the layer's
 * parameters, both as Euclidean norms. Around 0.001 is usual; far more hints at a learning rate
 * that is too high, far less at a layer that does not learn.
 *
 * <p>Lines go to disk once a second at most, so that small networks lose no time to it.
 */
public final class UpdateRatios implements TrainingListener {
  private static final List<String> HEADER = List.of("epoch", "layer", "ratio");
  private static final double SECONDS_BETWEEN_WRITES = 1;

  private final RunFolder run;
  private final StringWriter pending = new StringWriter();
  private final CsvWriter csv =
      CsvWriter.builder().bufferSize(0).lineDelimiter(LineDelimiter.LF).build(pending);
  private long lastWrite = System.nanoTime();

  private UpdateRatios(RunFolder run) {
    this.run = run;
  }

  /** How far a layer moved in the last update of an epoch. */
  public record Line(int epoch, String layer, double ratio) {}

  /** The run's file up to the epoch that training goes on from; 0 starts a new one. */
  public static UpdateRatios from(RunFolder run, int epochs) throws IOException {
    List<Line> lines = read(run);
    UpdateRatios ratios = new UpdateRatios(run);
    ratios.csv.writeRecord(HEADER);
    lines.stream().filter(line -> line.epoch() <= epochs).forEach(ratios::add);
    String text = ratios.take();
    run.write(RunFolder.UPDATES, text);
    return ratios;
  }

  /** A run's lines; none where it has no such file. */
  public static List<Line> read(RunFolder run) throws IOException {
    List<Line> lines = new ArrayList<>();
    if (run.has(RunFolder.UPDATES)) {
      try (CsvReader<CsvRecord> csv =
          CsvReader.builder().ofCsvRecord(run.file(RunFolder.UPDATES))) {
        csv.stream()
            .skip(1)
            .filter(line -> line.getFieldCount() == HEADER.size()) // a crash may cut the last
            .map(
                line ->
                    new Line(
                        Integer.parseInt(line.getField(0)),
                        line.getField(1),
                        Double.parseDouble(line.getField(2))))
            .forEach(lines::add);
      }
    }
    return lines;
  }

  @Override
  public void onLastUpdate(int epoch, ComputationGraph network) {
    // two copies and plain sums: operations on each layer's views would cost a small network more
    float[] parameters = network.params().data().asFloat();
    float[] update = network.getGradientsViewArray().data().asFloat();
    int from = 0;
    for (Layer layer : network.getLayers()) {
      int to = from + (int) layer.numParams();
      if (to > from) {
        double size = norm(parameters, from, to);
        add(new Line(epoch, layer.conf().getLayer().getLayerName(), norm(update, from, to) / size));
      }
      from = to;
    }
    if ((System.nanoTime() - lastWrite) / 1e9 >= SECONDS_BETWEEN_WRITES) {
      append();
    }
  }

  @Override
  public void onEnd(Supplier<Checkpoint> checkpoint) {
    append();
  }

  private static double norm(float[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) values[i] * values[i];
    }
    return Math.sqrt(sum);
  }

  private void add(Line line) {
    if (Double.isFinite(line.ratio())) { // parameters may all be 0
      csv.writeRecord(
          Integer.toString(line.epoch()), line.layer(), Float.toString((float) line.ratio()));
    }
  }

  private String take() {
    String text = pending.toString();
    pending.getBuffer().setLength(0);
    return text;
  }

  private void append() {
    try {
      Files.writeString(run.file(RunFolder.UPDATES), take(), StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + run.file(RunFolder.UPDATES), e);
    }
    lastWrite = System.nanoTime();
  }
}
