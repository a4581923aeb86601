package org.menagerie.report.comparison;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.menagerie.core.Provenance;
import org.menagerie.core.RunFolder;
import org.menagerie.core.Score;
import org.menagerie.core.Target;
import org.menagerie.core.TrainingPlan;
import org.menagerie.core.TransferOptions;
import org.menagerie.data.ExampleView;
import org.menagerie.data.ForecastFigures;
import org.menagerie.report.RunSummary;
import org.menagerie.report.cost.Costs;
import org.menagerie.report.cost.Latency;

/**
 * A comparison in a folder as if networks had been trained, on data whose every name is hostile.
 */
final class SampleComparison {
  static final String HTML = "</script><script>alert(1)</script><!-- & \"'";
  static final String FORMULA = "=1+\"1\",2";
  static final String RIGHT_TO_LEFT = "\u05e9\u05dc\u05d5\u05dd\u202e!";
  static final List<String> LABELS = List.of(HTML, FORMULA, RIGHT_TO_LEFT);
  static final ExampleSource EXAMPLES =
      (data, seed, row) ->
          new ExampleView.Fields(List.of(new ExampleView.Field(HTML, RIGHT_TO_LEFT)));
  private static final int TESTS = 60;

  private SampleComparison() {}

  /** Three architectures, of which "broken" fails with seed 2, on one data set or several. */
  static Comparison in(Path folder, String... names) throws IOException {
    List<ComparisonConfig.Source> data = new ArrayList<>();
    for (int d = 0; d < names.length; d++) {
      data.add(new ComparisonConfig.Source(names[d] + ".csv", names[d], "00", "data-" + d));
    }
    List<String> architectures = List.of("poor", "good", "broken");
    new ComparisonConfig(data, architectures, 3, Map.of("epochs", "4"))
        .write(new RunFolder(folder));
    for (ComparisonConfig.Source source : data) {
      for (int seed = 1; seed <= 3; seed++) {
        run(folder, source, "poor", seed, 0.6);
        run(folder, source, "good", seed, 0.9);
        if (seed != 2) {
          run(folder, source, "broken", seed, 0.95);
        } else {
          Path broken = Files.createDirectories(folder.resolve(source.folder() + "/broken-2"));
          Attempt.fail(broken, "the loss became NaN in epoch 3 <b>");
        }
      }
    }
    return Comparison.read(folder);
  }

  /** Two forecasters, with two seeds each, of six months of one series. */
  static Comparison forecasts(Path folder) throws IOException {
    var data = new ComparisonConfig.Source("series.csv", "series", "00", "data");
    new ComparisonConfig(List.of(data), List.of("poor", "good"), 2, Map.of())
        .write(new RunFolder(folder));
    for (int seed = 1; seed <= 2; seed++) {
      forecast(folder, data, "poor", seed, 0.5);
      forecast(folder, data, "good", seed, 0.9);
    }
    return Comparison.read(folder);
  }

  /** Wrong by 10 (1 - skill) + seed at every step; truths are 100, 101 and so on. */
  private static void forecast(
      Path folder, ComparisonConfig.Source data, String architecture, int seed, double skill)
      throws IOException {
    double off = 10 * (1 - skill) + seed;
    StringBuilder csv = new StringBuilder("after,label,prediction\n");
    List<ForecastFigures.Step> steps = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      double truth = 100 + i;
      csv.append("1960-0").append(i + 1).append(',').append(truth).append(',').append(truth + off);
      csv.append('\n');
      steps.add(
          new ForecastFigures.Step(
              "1960-0" + (i + 2), HTML, truth, truth + off, truth, truth + 2 * off, 99, 95 + i));
    }
    Map<String, ForecastFigures.Errors> errors =
        Map.of(
            ForecastFigures.MODEL,
            new ForecastFigures.Errors(off, off, off / 5),
            ForecastFigures.NAIVE,
            new ForecastFigures.Errors(3.5, 4, 0.7),
            ForecastFigures.SEASONAL,
            new ForecastFigures.Errors(5, 5, 1));
    run(
        folder,
        data,
        architecture,
        seed,
        skill,
        run -> {
          text(run, RunFolder.PREDICTIONS, csv.toString());
          return new Score.Regression(off, off, off, off / 5, 0);
        },
        Optional.of(new ForecastFigures(errors, 0.9, 1, steps, 1, Map.of(), "month")));
  }

  private static void run(
      Path folder, ComparisonConfig.Source data, String architecture, int seed, double skill)
      throws IOException {
    SplittableRandom random = new SplittableRandom(seed + (long) (1000 * skill));
    run(
        folder,
        data,
        architecture,
        seed,
        skill,
        run -> predictions(run, random, seed, skill),
        Optional.empty());
  }

  /** Writes what was said of the test part and scores it. */
  @FunctionalInterface
  private interface Answers {
    Score write(RunFolder run) throws IOException;
  }

  private static void run(
      Path folder,
      ComparisonConfig.Source data,
      String architecture,
      int seed,
      double skill,
      Answers answers,
      Optional<ForecastFigures> forecast)
      throws IOException {
    Path path = folder.resolve(data.folder()).resolve(architecture + "-" + seed);
    RunFolder run = new RunFolder(Files.createDirectories(path));
    Score score = answers.write(run);
    text(run, RunFolder.CONFIG, "architecture: \"x\"\n");
    text(run, RunFolder.METRICS_CSV, history(seed, skill));
    text(run, RunFolder.UPDATES, "epoch,layer,ratio\n1,<out>,0.001\n2,<out>,0.002\n");
    text(run, Baseline.FILE, "{\"majority\":\"=1+\\\"1\\\",2\",\"means\":[],\"naiveErrors\":[]}");
    new Costs(
            (long) (1000 * skill),
            new Latency(1, 10 * skill, 20, 100),
            new Latency(64, 100 * skill, 200, 100),
            12_345,
            (long) 3e8)
        .write(run);
    new RunSummary(
            path.toString(),
            new Provenance(
                architecture,
                Map.of("hidden", HTML),
                TrainingPlan.of(new Target.Classes(LABELS)).withEpochs(4),
                TransferOptions.NONE,
                data.name(),
                "00",
                Map.of("java", "17"),
                "cpu",
                1),
            4,
            4,
            new RunSummary.Counts(180, 60, TESTS),
            (long) (100 * skill),
            1.5 * skill,
            100,
            Optional.of(score),
            score,
            forecast)
        .write(run);
  }

  private static String history(int seed, double skill) {
    StringBuilder csv =
        new StringBuilder(
            "epoch,train_loss,validation_loss,validation_accuracy,learning_rate,seconds\n");
    for (int epoch = 1; epoch <= 4; epoch++) {
      double loss = (1 - skill) + 1.0 / epoch + 0.01 * seed;
      csv.append(
          String.format(Locale.ROOT, "%d,%f,%f,%f,0.01,0.1%n", epoch, loss, loss, 1 - loss / 3));
    }
    return csv.toString();
  }

  /** A test part that depends on the seed alone, and answers that are right by the skill. */
  private static Score predictions(RunFolder run, SplittableRandom random, int seed, double skill)
      throws IOException {
    StringBuilder csv = new StringBuilder("line,label,prediction");
    LABELS.forEach(label -> csv.append(",").append(quoted("probability_" + label)));
    csv.append('\n');
    long[][] confusion = new long[3][3];
    for (int i = 0; i < TESTS; i++) {
      int truth = (i * seed) % 3;
      boolean right = random.nextDouble() < skill;
      int said = right ? truth : (truth + 1 + random.nextInt(2)) % 3;
      confusion[truth][said]++;
      csv.append(10 * seed + i).append(',').append(quoted(LABELS.get(truth)));
      csv.append(',').append(quoted(LABELS.get(said)));
      for (int c = 0; c < 3; c++) {
        csv.append(',').append(c == said ? 0.75 : 0.125);
      }
      csv.append('\n');
    }
    text(run, RunFolder.PREDICTIONS, csv.toString());
    List<List<Long>> rows = new ArrayList<>();
    for (long[] row : confusion) {
      rows.add(List.of(row[0], row[1], row[2]));
    }
    return new Score.Classification(1 - skill, LABELS, rows);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  private static void text(RunFolder run, String name, String text) throws IOException {
    run.write(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
