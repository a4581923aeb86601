package org.menagerie.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Supplier;
import org.menagerie.core.Checkpoint;
import org.menagerie.core.Epoch;
import org.menagerie.core.RunFolder;
import org.menagerie.core.Score;
import org.menagerie.core.TrainingListener;

/** metrics.csv: one line per epoch, on disk as soon as the epoch has ended. */
public final class MetricsCsv implements TrainingListener {
  private static final String HEADER =
      "epoch,train_loss,validation_loss,validation_accuracy,learning_rate,seconds";

  private final RunFolder run;

  private MetricsCsv(RunFolder run) {
    this.run = run;
  }

  /** A new file with the header alone. */
  public static MetricsCsv start(RunFolder run) throws IOException {
    return rewrite(run, List.of(HEADER));
  }

  /** The run's file up to the epoch that training goes on from. */
  public static MetricsCsv resume(RunFolder run, int epochs) throws IOException {
    List<String> lines = Files.readAllLines(run.file(RunFolder.METRICS_CSV));
    return rewrite(run, lines.subList(0, Math.min(lines.size(), epochs + 1)));
  }

  /**
   * One epoch, as the file has it.
   *
   * @param accuracy on the validation part; NaN where numbers are predicted
   */
  public record Line(
      int epoch,
      double trainLoss,
      double validationLoss,
      double accuracy,
      double learningRate,
      double seconds) {}

  /** The epochs of a run. */
  public static List<Line> read(RunFolder run) throws IOException {
    return Files.readAllLines(run.file(RunFolder.METRICS_CSV)).stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .map(
            cells ->
                new Line(
                    Integer.parseInt(cells[0]),
                    Double.parseDouble(cells[1]),
                    Double.parseDouble(cells[2]),
                    cells[3].isEmpty() ? Double.NaN : Double.parseDouble(cells[3]),
                    Double.parseDouble(cells[4]),
                    Double.parseDouble(cells[5])))
        .toList();
  }

  private static MetricsCsv rewrite(RunFolder run, List<String> lines) throws IOException {
    String text = String.join("\n", lines) + "\n";
    run.write(RunFolder.METRICS_CSV, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    return new MetricsCsv(run);
  }

  @Override
  public Decision onEpoch(Epoch epoch, Supplier<Checkpoint> checkpoint) {
    String accuracy =
        epoch.validation() instanceof Score.Classification c ? Double.toString(c.accuracy()) : "";
    String line =
        String.join(
            ",",
            Integer.toString(epoch.number()),
            Double.toString(epoch.trainLoss()),
            Double.toString(epoch.validation().loss()),
            accuracy,
            Double.toString(epoch.learningRate()),
            Double.toString(epoch.seconds()));
    try {
      Files.writeString(run.file(RunFolder.METRICS_CSV), line + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + run.file(RunFolder.METRICS_CSV), e);
    }
    return Decision.CONTINUE;
  }
}
