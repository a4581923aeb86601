package org.menagerie.report.run;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.menagerie.core.RunFolder;
import org.menagerie.report.MetricsCsv;
import org.menagerie.report.Predictions;
import org.menagerie.report.RunSummary;
import org.menagerie.report.UpdateRatios;

/**
 * What a finished run's folder tells without its data and its network.
 *
 * @param history one line per epoch
 * @param predictions of the test part
 * @param updates how far layers moved; empty where the run did not record it
 * @param configuration the text of config.yaml
 */
public record RunResults(
    RunFolder folder,
    RunSummary summary,
    List<MetricsCsv.Line> history,
    Predictions predictions,
    List<UpdateRatios.Line> updates,
    String configuration) {
  public RunResults {
    history = List.copyOf(history);
    updates = List.copyOf(updates);
  }

  /** Reads a finished run. */
  public static RunResults read(RunFolder folder) throws IOException {
    RunSummary summary = RunSummary.read(folder);
    return new RunResults(
        folder,
        summary,
        MetricsCsv.read(folder),
        Predictions.read(folder, summary.test()),
        UpdateRatios.read(folder),
        Files.readString(folder.file(RunFolder.CONFIG)));
  }
}
