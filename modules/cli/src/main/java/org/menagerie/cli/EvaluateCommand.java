package org.menagerie.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.menagerie.core.Backend;
import org.menagerie.core.Examples;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.RunFolder;
import org.menagerie.core.Score;
import org.menagerie.core.Scorer;
import org.menagerie.data.ForecastEncoder;
import org.menagerie.data.ForecastFigures;
import org.menagerie.data.LabelledFile;
import org.menagerie.report.Evaluation;
import org.menagerie.report.ModelFile;
import org.menagerie.report.RunConfig;
import org.menagerie.report.ScoreTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scores a trained network. */
@Command(
    name = "evaluate",
    description = "Scores a run's network on its test part, or on other labelled data.")
final class EvaluateCommand implements Callable<Integer> {
  private final Catalog catalog;
  private final Console console;

  @Parameters(paramLabel = "RUN", description = "Folder of a run.")
  private Path run;

  @Option(
      names = "--data",
      paramLabel = "NAME|PATH",
      description = "Labelled data of the same kind.")
  private String data;

  @Option(names = "--json", description = "One JSON object on standard output, nothing else.")
  private boolean json;

  EvaluateCommand(Catalog catalog, Console console) {
    this.catalog = catalog;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    RunFolder folder = RunFolder.open(run);
    Setup setup = new Setup(RunConfig.read(folder.file(RunFolder.CONFIG)));
    String architecture = setup.take(RunConfig.ARCHITECTURE, "");
    String trainedOn = setup.take(RunConfig.DATA_SHA256, "");
    int threads = Setup.threads(setup.take(RunConfig.THREADS, "1"));
    Backend.start(threads);
    ModelFile model = ModelFile.read(folder);
    Examples examples =
        data == null
            ? model
                .encoder()
                .current(
                    testPart(
                        Experiment.of(catalog.find(architecture), setup.changes(), threads),
                        trainedOn))
            : labelled(model, trainedOn);
    Score score = new Scorer(model.network(), model.loss()).score(examples);
    if (json) {
      writeJson(architecture, examples.size(), score);
    } else {
      console.out().println(table(model, examples, score));
    }
    return 0;
  }

  /** The part that the run never saw; of other data it could not be told. */
  private Examples testPart(Experiment experiment, String trainedOn) {
    experiment
        .dataChange(trainedOn)
        .ifPresent(
            change -> {
              throw new InvalidInputException(change + "; name data to score on with --data");
            });
    return experiment.splits().test();
  }

  private Examples labelled(ModelFile model, String trainedOn) {
    LabelledFile file = model.encoder().encodeLabelled(data);
    if (file.sha256().equals(trainedOn)) {
      console.note(
          file.name()
              + " is the data that the run was trained on: its training rows are scored too;"
              + " without --data only the test part is");
    }
    file.notes().forEach(console::note);
    return file.examples();
  }

  private static String table(ModelFile model, Examples examples, Score score) {
    return model.encoder() instanceof ForecastEncoder forecast
        ? ScoreTable.of(
            score,
            ForecastFigures.of(forecast, examples, Scorer.outputs(model.network(), examples)))
        : ScoreTable.of(score);
  }

  private void writeJson(String architecture, int examples, Score score) {
    console
        .out()
        .println(
            new Evaluation(
                    run.toString(),
                    architecture,
                    data == null ? "test part" : data,
                    examples,
                    score)
                .toJson());
  }
}
