package org.menagerie.zoo.compare;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.menagerie.cli.Catalog;
import org.menagerie.cli.Experiment;
import org.menagerie.cli.ExtraCommand;
import org.menagerie.cli.RunReport;
import org.menagerie.core.Backend;
import org.menagerie.core.Family;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.RunFolder;
import org.menagerie.core.TrainingListener;
import org.menagerie.report.CheckpointWriter;
import org.menagerie.report.ModelFile;
import org.menagerie.report.comparison.RunExtras;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * One training of a comparison, in the process that {@code compare} starts for it. It ends when its
 * standard input does, so that it does not outlive the comparison.
 */
@Command(name = "compare-run", hidden = true, description = "One training of a comparison.")
public final class CompareRunCommand implements ExtraCommand {
  @Option(names = "--run", paramLabel = "DIR", required = true, description = "The run's folder.")
  private Path run;

  @Option(names = "--architecture", paramLabel = "NAME", required = true, description = "Which.")
  private String architecture;

  @Option(names = "--sha256", paramLabel = "HASH", required = true, description = "Of the data.")
  private String sha256;

  @Option(names = "--set", paramLabel = "KEY=VALUE", arity = "1", description = "Options.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Override
  public String family() {
    return ZOO;
  }

  @Override
  public Integer call() throws IOException {
    SideProcess.endWithParent();
    Backend backend = Backend.start(1);
    Catalog.Entry entry = new Catalog(Family.all()).find(architecture);
    Experiment experiment = Experiment.of(entry, set, backend.threads());
    experiment
        .dataChange(sha256)
        .ifPresent(
            change -> {
              throw new InvalidInputException(change);
            });
    RunFolder folder = new RunFolder(Files.createDirectories(run));
    Closeable lock = folder.lock();
    try (lock) {
      train(experiment, folder, backend);
    }
    return 0;
  }

  private static void train(Experiment experiment, RunFolder folder, Backend backend)
      throws IOException {
    if (!folder.finished()) { // what follows may have been cut off, too
      experiment.run(
          folder,
          backend,
          experiment.transfer(),
          CheckpointWriter.read(folder),
          TrainingListener.NONE);
    }
    RunReport.write(folder, Optional.of(experiment.splits()));
    RunExtras.write(folder, ModelFile.read(folder).network(), experiment.splits());
  }
}
