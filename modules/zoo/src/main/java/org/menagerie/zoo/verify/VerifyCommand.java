package org.menagerie.zoo.verify;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.menagerie.cli.Catalog;
import org.menagerie.cli.Experiment;
import org.menagerie.cli.ExtraCommand;
import org.menagerie.core.Backend;
import org.menagerie.core.Family;
import org.menagerie.core.Folders;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Provenance;
import org.menagerie.core.RunFolder;
import org.menagerie.core.TrainingListener;
import org.menagerie.report.ModelFile;
import org.menagerie.report.RunConfig;
import org.menagerie.report.RunSummary;
import org.menagerie.report.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains a finished run once more and compares. */
@Command(
    name = "verify",
    description = {
      "Trains a run once more from its config.yaml and says whether scores and weights agree.",
      "Exit code 0 if both do, 1 if not; nothing is kept of the second training."
    })
public final class VerifyCommand implements ExtraCommand {
  @Parameters(paramLabel = "RUN", description = "Folder of a finished run.")
  private Path run;

  @Option(names = "--json", description = "One JSON object on standard output, nothing else.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public String family() {
    return ZOO;
  }

  @Override
  public Integer call() throws IOException {
    RunFolder folder = RunFolder.open(run);
    RunSummary recorded = RunSummary.read(folder);
    Provenance origin = recorded.provenance();
    Map<String, String> config = new LinkedHashMap<>(RunConfig.read(folder.file(RunFolder.CONFIG)));
    config
        .keySet()
        .removeAll(List.of(RunConfig.ARCHITECTURE, RunConfig.DATA_SHA256, RunConfig.THREADS));
    Backend backend = Backend.start(origin.threads());
    Experiment experiment =
        Experiment.of(
            new Catalog(Family.all()).find(origin.architecture()), config, origin.threads());
    experiment.dataChange(origin.dataSha256()).ifPresent(VerifyCommand::refuse);
    Verification verification = verify(folder, recorded, experiment, backend);
    PrintWriter out = spec.commandLine().getOut();
    List<String> lines = json ? List.of(verification.toJson()) : verification.lines();
    lines.forEach(out::println);
    out.flush();
    return verification.scoresAgree() && verification.weightsAgree() ? 0 : 1;
  }

  private static void refuse(String change) {
    throw new InvalidInputException(change + "; it cannot be verified");
  }

  private static Verification verify(
      RunFolder folder, RunSummary recorded, Experiment experiment, Backend backend)
      throws IOException {
    Path scratch = Files.createTempDirectory("menagerie-verify");
    try {
      RunFolder again = RunFolder.create(scratch, "run");
      RunSummary repeated =
          experiment.run(
              again, backend, experiment.transfer(), Optional.empty(), TrainingListener.NONE);
      return Verification.of(
          recorded, ModelFile.read(folder).network(), repeated, ModelFile.read(again).network());
    } finally {
      Folders.delete(scratch);
    }
  }
}
