package org.menagerie.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.menagerie.core.Backend;
import org.menagerie.core.RunFolder;
import org.menagerie.data.EncodedFile;
import org.menagerie.report.ModelFile;
import org.menagerie.report.PredictionCsv;
import org.menagerie.report.RunConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Applies a trained network to new data. */
@Command(
    name = "predict",
    description =
        "Predicts: a CSV with the prediction and one probability column per class, a line for each"
            + " input row.")
final class PredictCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "RUN", description = "Folder of a run.")
  private Path run;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      required = true,
      description = "Rows with the run's feature columns; the label column may be left out.")
  private Path input;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where to write; standard output by default.")
  private Path output;

  PredictCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    RunFolder folder = RunFolder.open(run);
    Setup setup = new Setup(RunConfig.read(folder.file(RunFolder.CONFIG)));
    Backend.start(Setup.threads(setup.take(RunConfig.THREADS, "1")));
    ModelFile model = ModelFile.read(folder);
    EncodedFile file = model.encoder().encode(input);
    file.notes().forEach(console::note);
    PredictionCsv predictions = new PredictionCsv(model.network(), file);
    if (output == null) {
      Writer writer = new OutputStreamWriter(console.out(), StandardCharsets.UTF_8);
      predictions.writeTo(writer);
      writer.flush();
    } else {
      OutputFile.write(output, predictions::writeTo);
      console.note(
          String.format(Locale.ROOT, "%,d predictions in %s", file.examples().size(), output));
    }
    return 0;
  }
}
