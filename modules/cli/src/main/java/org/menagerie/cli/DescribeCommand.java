package org.menagerie.cli;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.menagerie.core.Backend;
import org.menagerie.core.HyperParameter;
import org.menagerie.core.Settings;
import org.menagerie.report.RunConfig;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows a network and all its options for some data, without training it. */
@Command(
    name = "describe",
    description = "Layers, shapes, parameter counts and options, for the data that is named.")
final class DescribeCommand implements Callable<Integer> {
  private final Catalog catalog;
  private final Console console;
  private final TrainingOptions options;
  private final String defaultArchitecture;

  @Option(
      names = TrainCommand.ARCHITECTURE,
      paramLabel = "NAME",
      description = "Which network to describe")
  private String architecture;

  DescribeCommand(
      Catalog catalog, Console console, TrainingOptions options, String defaultArchitecture) {
    this.catalog = catalog;
    this.console = console;
    this.options = options;
    this.defaultArchitecture = defaultArchitecture;
  }

  @Override
  public Integer call() {
    String name = architecture == null ? defaultArchitecture : architecture;
    List<Catalog.Entry> candidates = catalog.candidates(name);
    Backend.start(1);
    Experiment experiment = Experiment.of(candidates, options.changes(), 1);
    Catalog.Entry entry = experiment.entry();
    PrintStream out = console.out();
    out.printf(
        Locale.ROOT, "%s: %s%n%n", entry.architecture().name(), entry.architecture().summary());
    experiment.dataset().report().lines().forEach(out::println);
    experiment.encoder().notes().forEach(out::println);
    experiment.choice(candidates.get(0)).ifPresent(out::println);
    experiment.idle(options.changes().keySet()).ifPresent(out::println);
    out.println();
    experiment.dataset().report().columnLines().forEach(out::println);
    out.println();
    layers(experiment, out);
    RunConfig config = experiment.config();
    settings("Options of the architecture", experiment.effective(), out);
    settings("Training plan", Settings.toMap(config.plan()), out);
    settings("Earlier run", Settings.toMap(config.transfer()), out);
    settings("Data", Settings.toMap(config.data()), out);
    ranges(experiment, out);
    return 0;
  }

  private static void layers(Experiment experiment, PrintStream out) {
    ComputationGraph network = new ComputationGraph(experiment.network());
    network.init();
    DataSet one = experiment.splits().train().batch(new int[] {0});
    Map<String, INDArray> activations = network.feedForward(one.getFeatures(), false);
    out.printf(Locale.ROOT, "%-24s %-22s %-18s %12s%n", "layer", "type", "output", "parameters");
    for (int index : network.topologicalSortOrder()) {
      GraphVertex vertex = network.getVertices()[index];
      INDArray activation = activations.get(vertex.getVertexName());
      out.printf(
          Locale.ROOT,
          "%-24s %-22s %-18s %,12d%n",
          vertex.getVertexName(),
          vertex.hasLayer()
              ? vertex.getLayer().conf().getLayer().getClass().getSimpleName()
              : vertex.getClass().getSimpleName(),
          activation == null ? "" : shape(activation),
          vertex.numParams());
    }
    out.printf(Locale.ROOT, "%-24s %-22s %-18s %,12d%n%n", "total", "", "", network.numParams());
  }

  private static String shape(INDArray activation) {
    long[] shape = activation.shape();
    return Arrays.stream(shape, 1, shape.length)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(" x ", "n x ", ""));
  }

  private static void settings(String title, Map<String, Object> values, PrintStream out) {
    out.println(title);
    values.forEach((key, value) -> out.printf(Locale.ROOT, "  %-16s %s%n", key, value));
    out.println();
  }

  private static void ranges(Experiment experiment, PrintStream out) {
    out.println("Worth searching");
    for (HyperParameter parameter : experiment.entry().architecture().hyperParameters()) {
      if (!experiment.idle().contains(parameter.key())) {
        out.printf(Locale.ROOT, "  %-16s %s%n", parameter.key(), text(parameter.range()));
      }
    }
  }

  private static String text(HyperParameter.Range range) {
    if (range instanceof HyperParameter.Choice choice) {
      return String.join(" | ", choice.values());
    } else if (range instanceof HyperParameter.Whole whole) {
      return whole.low() + " to " + whole.high() + scale(whole.logarithmic());
    }
    HyperParameter.Real real = (HyperParameter.Real) range;
    return real.low() + " to " + real.high() + scale(real.logarithmic());
  }

  private static String scale(boolean logarithmic) {
    return logarithmic ? ", on a logarithmic scale" : "";
  }
}
