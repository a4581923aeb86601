package org.menagerie.report.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.menagerie.core.Provenance;
import org.menagerie.core.RunFolder;
import org.menagerie.core.Score;
import org.menagerie.core.Scorer;
import org.menagerie.core.Settings;
import org.menagerie.core.Target;
import org.menagerie.core.Task;
import org.menagerie.core.Trained;
import org.menagerie.core.Trainer;
import org.menagerie.core.TrainingPlan;
import org.menagerie.core.TransferOptions;
import org.menagerie.data.DataOptions;
import org.menagerie.data.Datasets;
import org.menagerie.data.Prepared;
import org.menagerie.report.MetricsCsv;
import org.menagerie.report.RunConfig;
import org.menagerie.report.RunSummary;
import org.menagerie.report.TestPredictions;
import org.menagerie.report.UpdateRatios;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A small run in a folder, trained on a table whose every name is hostile. */
final class SampleRun {
  static final String HTML = "</script><script>alert(1)</script><!-- & \"'";
  static final String FORMULA = "=1+\"1\",2";
  static final String RIGHT_TO_LEFT = "\u05e9\u05dc\u05d5\u05dd\u202e!";
  private static final int ROWS = 300;

  private SampleRun() {}

  record Options(int hidden) {}

  /** Three classes. */
  static RunContext classes(Path folder) throws IOException {
    return run(folder, table(folder, true));
  }

  /** A number. */
  static RunContext values(Path folder) throws IOException {
    return run(folder, table(folder, false));
  }

  private static Path table(Path folder, boolean classes) throws IOException {
    Random random = new Random(5);
    List<String> names = List.of(HTML, FORMULA, RIGHT_TO_LEFT);
    StringBuilder csv = new StringBuilder("a,b," + quoted(HTML) + ",label\n");
    for (int i = 0; i < ROWS; i++) {
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      double noisy = a + b + 0.5 * random.nextGaussian();
      String name = names.get(noisy < -0.5 ? 0 : noisy < 0.5 ? 1 : 2);
      String label = classes ? quoted(name) : Double.toString(100 * noisy);
      csv.append(a + "," + b + "," + quoted(names.get(i % 3)) + "," + label + "\n");
    }
    return Files.writeString(folder.resolve("x & <b>y.csv"), csv);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  private static RunContext run(Path parent, Path file) throws IOException {
    DataOptions options =
        Settings.with(DataOptions.defaults(), Map.of("data", file.toString(), "label", "label"));
    var dataset = Datasets.open(options);
    Prepared prepared = dataset.prepare(3);
    Task task = prepared.splits().task();
    TrainingPlan plan = TrainingPlan.of(task.target()).withEpochs(6);
    RunFolder folder = RunFolder.create(parent, "run & <b>");
    RunConfig config =
        new RunConfig(
            "sample", options, TransferOptions.NONE, plan, new Options(8), 1, dataset.sha256());
    config.write(folder);
    Trained trained =
        Trainer.train(
            network(task, plan),
            prepared.splits(),
            plan,
            MetricsCsv.start(folder).and(UpdateRatios.from(folder, 0)));
    Scorer scorer = new Scorer(trained.network(), plan.loss());
    Score test = TestPredictions.write(folder, scorer, prepared.splits().test());
    Provenance origin =
        new Provenance(
            "sample",
            Map.of("hidden", 8),
            plan,
            TransferOptions.NONE,
            dataset.name(),
            dataset.sha256(),
            Map.of("java", "17"),
            "cpu",
            1);
    var counts = new RunSummary.Counts(task.examples(), 1, prepared.splits().test().size());
    new RunSummary(
            folder.path().toString(),
            origin,
            6,
            trained.bestEpoch(),
            counts,
            trained.network().numParams(),
            1.5,
            100,
            java.util.Optional.of(trained.validation()),
            test,
            java.util.Optional.empty())
        .write(folder);
    return new RunContext(
        RunResults.read(folder), trained.network(), prepared.encoder(), prepared.splits());
  }

  private static ComputationGraphConfiguration network(Task task, TrainingPlan plan) {
    boolean classes = task.target() instanceof Target.Classes;
    return plan.network(task)
        .graphBuilder()
        .addInputs("in")
        .setInputTypes(InputType.feedForward(task.input().values()))
        .addLayer(
            "<hidden>", new DenseLayer.Builder().nOut(8).activation(Activation.TANH).build(), "in")
        .addLayer(
            "out",
            new OutputLayer.Builder(classes ? LossFunction.MCXENT : LossFunction.MSE)
                .nOut(task.target().size())
                .activation(classes ? Activation.SOFTMAX : Activation.IDENTITY)
                .build(),
            "<hidden>")
        .setOutputs("out")
        .build();
  }
}
