package org.menagerie.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.menagerie.core.Backend;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.RunFolder;
import org.menagerie.data.EncodedFile;
import org.menagerie.data.EventEncoder;
import org.menagerie.data.ForecastEncoder;
import org.menagerie.data.SymbolEncoder;
import org.menagerie.report.EventCsv;
import org.menagerie.report.ForecastCsv;
import org.menagerie.report.ModelFile;
import org.menagerie.report.PredictionCsv;
import org.menagerie.report.RunConfig;
import org.menagerie.report.TextGenerator;
import org.menagerie.report.attention.AttentionPage;
import org.menagerie.report.page.HtmlPage;
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
  private static final int LENGTH = 200;

  private final Console console;

  @Parameters(paramLabel = "RUN", description = "Folder of a run.")
  private Path run;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      required = true,
      description =
          "A table with the run's feature columns, or a picture, a folder of pictures or a pattern"
              + " such as '*.png'.")
  private Path input;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where to write; standard output by default.")
  private Path output;

  @Option(
      names = "--attention",
      paramLabel = "FILE.html",
      description = "Where to show what the network's attention looked at in the first examples.")
  private Path attention;

  @Option(
      names = "--length",
      paramLabel = "N",
      description = "Symbols to go on with, for a text (default: " + LENGTH + ").")
  private Integer length;

  @Option(
      names = "--temperature",
      paramLabel = "X",
      description = "Below 1 surer, above 1 bolder symbols (default: 1).")
  private Double temperature;

  @Option(names = "--seed", paramLabel = "N", description = "Of the symbols drawn (default: 1).")
  private Long seed;

  PredictCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    RunFolder folder = RunFolder.open(run);
    Setup setup = new Setup(RunConfig.read(folder.file(RunFolder.CONFIG)));
    Backend.start(Setup.threads(setup.take(RunConfig.THREADS, "1")));
    ModelFile model = ModelFile.read(folder);
    if (!(model.encoder() instanceof SymbolEncoder)) {
      refuse("length", length);
      refuse("temperature", temperature);
      refuse("seed", seed);
    }
    if (attention != null) {
      showAttention(model);
    }
    Answer answer = answer(model);
    answer.notes().forEach(console::note);
    if (output == null) {
      Writer writer = new OutputStreamWriter(console.out(), StandardCharsets.UTF_8);
      answer.lines().writeTo(writer);
      writer.flush();
    } else {
      OutputFile.write(output, answer.lines()::writeTo);
      console.note(String.format(Locale.ROOT, "%,d predictions in %s", answer.size(), output));
    }
    return 0;
  }

  private void refuse(String option, Object value) {
    if (value != null) {
      throw new InvalidInputException(
          option + " is only for a text to go on with, which run " + run + " does not do");
    }
  }

  /** What is to be written. */
  @FunctionalInterface
  private interface Lines {
    void writeTo(Writer writer) throws IOException;
  }

  /** Predictions, how many there are, and what the user should know. */
  private record Answer(Lines lines, int size, List<String> notes) {}

  private Answer answer(ModelFile model) throws IOException {
    if (model.encoder() instanceof ForecastEncoder forecast) {
      ForecastEncoder.Continuation next = forecast.continuation(input);
      ForecastCsv csv = new ForecastCsv(model.network(), forecast, next);
      return new Answer(csv::writeTo, next.stamps().size(), next.notes());
    }
    if (model.encoder() instanceof EventEncoder events) {
      EventEncoder.Continuation next = events.continuation(input);
      EventCsv csv = new EventCsv(model.network(), events, next);
      return new Answer(csv::writeTo, next.keys().size(), next.notes());
    }
    if (model.encoder() instanceof SymbolEncoder symbols) {
      TextGenerator generator =
          new TextGenerator(
              model.network(),
              symbols,
              temperature == null ? 1 : temperature,
              seed == null ? 1 : seed);
      int more = length == null ? LENGTH : length;
      String prompt = symbols.prompt(input);
      if (prompt.isEmpty()) {
        throw new InvalidInputException("input " + input + " holds no text to go on with");
      }
      return new Answer(
          w -> w.write(prompt + generator.after(prompt, more)), more, symbols.unknown(prompt));
    }
    EncodedFile file = model.encoder().encode(input);
    PredictionCsv csv = new PredictionCsv(model.network(), file);
    return new Answer(csv::writeTo, file.examples().size(), file.notes());
  }

  private void showAttention(ModelFile model) throws IOException {
    String html = HtmlPage.render(AttentionPage.of(model, model.encoder().encode(input)));
    OutputFile.write(attention, writer -> writer.write(html));
    console.note("attention in " + attention);
  }
}
