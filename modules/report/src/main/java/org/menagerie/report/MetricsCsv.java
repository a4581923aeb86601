package org.menagerie.report;

import java.io.IOException;
import java.io.UncheckedIOException;
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
  private final boolean validated;

  private MetricsCsv(RunFolder run, boolean validated) {
    this.run = run;
    this.validated = validated;
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

  /** The same file for a training without a validation part: its columns stay empty. */
  public MetricsCsv withoutValidation() {
    return new MetricsCsv(run, false);
  }

  /**
   * One epoch, as the file has it.
   *
   * @param validationLoss NaN where there is no validation part
   * @param accuracy on the validation part; NaN where there is none or numbers are predicted
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
                    number(cells[2]),
                    number(cells[3]),
                    Double.parseDouble(cells[4]),
                    Double.parseDouble(cells[5])))
        .toList();
  }

  private static double number(String cell) {
    return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
  }

  private static MetricsCsv rewrite(RunFolder run, List<String> lines) throws IOException {
    String text = String.join("\n", lines) + "\n";
    run.write(RunFolder.METRICS_CSV, text);
    return new MetricsCsv(run, true);
  }

  @Override
  public Decision onEpoch(Epoch epoch, Supplier<Checkpoint> checkpoint) {
    boolean accurate = validated && epoch.validation() instanceof Score.Classification;
    String line =
        String.join(
            ",",
            Integer.toString(epoch.number()),
            Double.toString(epoch.trainLoss()),
            validated ? Double.toString(epoch.validation().loss()) : "",
            accurate ? Double.toString(((Score.Classification) epoch.validation()).accuracy()) : "",
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
