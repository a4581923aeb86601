package org.menagerie.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.menagerie.core.Backend;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.RunFolder;
import org.menagerie.core.Splits;
import org.menagerie.report.RunConfig;
import org.menagerie.report.comparison.Comparison;
import org.menagerie.report.comparison.ComparisonConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the pages of finished runs again. */
@Command(
    name = "report",
    description = "Writes report.html of finished runs and comparisons again.")
final class ReportCommand implements Callable<Integer> {
  private final Catalog catalog;
  private final Console console;

  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "Folders of runs or of comparisons.")
  private List<Path> runs;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where to write the page of one run; its own folder by default.")
  private Path output;

  ReportCommand(Catalog catalog, Console console) {
    this.catalog = catalog;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (output != null && runs.size() > 1) {
      throw new InvalidInputException("--output takes one run, was given " + runs.size());
    }
    List<Path> comparisons = runs.stream().filter(ComparisonConfig::isIn).toList();
    List<RunFolder> folders =
        runs.stream().filter(run -> !comparisons.contains(run)).map(RunFolder::open).toList();
    if (output != null && !comparisons.isEmpty()) {
      throw new InvalidInputException(
          "--output is for the page of a run; " + comparisons.get(0) + " is a comparison's folder");
    }
    Backend.start(1);
    for (Path comparison : comparisons) {
      console.out().println(ComparisonReport.write(Comparison.read(comparison)));
    }
    for (RunFolder folder : folders) {
      Optional<Splits> splits = data(folder);
      if (output == null) {
        console.out().println(RunReport.write(folder, splits));
      } else {
        String html = RunReport.render(folder, splits, way(folder));
        OutputFile.write(output, writer -> writer.write(html));
        console.out().println(output);
      }
    }
    return 0;
  }

  /** The data as the run had it; nothing, and a line that says so, where it is no more. */
  private Optional<Splits> data(RunFolder folder) {
    Setup setup = new Setup(RunConfig.read(folder.file(RunFolder.CONFIG)));
    String architecture = setup.take(RunConfig.ARCHITECTURE, "");
    String trainedOn = setup.take(RunConfig.DATA_SHA256, "");
    int threads = Setup.threads(setup.take(RunConfig.THREADS, "1"));
    Optional<String> change;
    try {
      Experiment experiment = Experiment.of(catalog.find(architecture), setup.changes(), threads);
      change = experiment.dataChange(trainedOn);
      if (change.isEmpty()) {
        return Optional.of(experiment.splits());
      }
    } catch (InvalidInputException e) { // the file was moved, or another program trained the run
      change = Optional.of(e.getMessage());
    }
    console.note(folder.name() + ": without examples, as " + change.get());
    return Optional.empty();
  }

  /** The way from the page to the run, for links; where there is none, none. */
  private String way(RunFolder folder) {
    Path page = output.toAbsolutePath().normalize().getParent();
    Path run = folder.path().toAbsolutePath().normalize();
    if (page.equals(run)) {
      return "";
    }
    return page.getRoot().equals(run.getRoot())
        ? page.relativize(run).toString().replace('\\', '/') + "/"
        : "";
  }
}
