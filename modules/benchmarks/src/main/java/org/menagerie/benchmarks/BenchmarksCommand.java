package org.menagerie.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.menagerie.benchmarks.network.Peer;
import org.menagerie.benchmarks.report.Report;
import org.menagerie.benchmarks.report.Section;
import org.menagerie.benchmarks.study.BusyStudy;
import org.menagerie.benchmarks.study.LeakStudy;
import org.menagerie.benchmarks.study.ScalingStudy;
import org.menagerie.benchmarks.study.Session;
import org.menagerie.benchmarks.study.SideBySideStudy;
import org.menagerie.benchmarks.study.StepStudy;
import org.menagerie.benchmarks.study.Study;
import org.menagerie.benchmarks.workload.Benchmark;
import org.menagerie.benchmarks.workload.Catalogue;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The one command of this module. */
@Command(
    name = "benchmarks",
    mixinStandardHelpOptions = true,
    description = "Speed and memory beside stock Deeplearning4j and DJL on PyTorch.",
    footer = "Without a choice of study, --steps is run.")
final class BenchmarksCommand implements Callable<Integer> {

  private final String[] args;

  @Spec private CommandSpec spec;

  @Option(names = "--steps", description = "One training step and one inference of each network.")
  private boolean steps;

  @Option(names = "--scaling", description = "Series over batch, time steps, width and depth.")
  private boolean scaling;

  @Option(names = "--side-by-side", description = "Two training loops at once against one.")
  private boolean sideBySide;

  @Option(names = "--busy", description = "Steps beside a process that keeps one core busy.")
  private boolean busy;

  @Option(names = "--leak", description = "Memory over 10,000 steps of changing shape.")
  private boolean leak;

  @Option(names = "--all", description = "Every study.")
  private boolean all;

  @Option(names = "--quick", description = "A look instead of figures to publish.")
  private boolean quick;

  @Option(names = "--networks", split = ",", paramLabel = "NAME", description = "Only these.")
  private List<String> networks = List.of();

  @Option(names = "--peers", split = ",", paramLabel = "NAME", description = "Only these.")
  private List<String> peers = List.of();

  @Option(names = "--threads", split = ",", paramLabel = "N", description = "Default: 1,2.")
  private List<Integer> threads = List.of(1, 2);

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures there.")
  private Path json;

  @Option(names = "--markdown", paramLabel = "FILE", description = "Also write a page there.")
  private Path markdown;

  BenchmarksCommand(String[] args) {
    this.args = args.clone();
  }

  /** The command line of these arguments, which says what is wrong with them in one line. */
  static CommandLine line(String... args) {
    return new CommandLine(new BenchmarksCommand(args))
        .setParameterExceptionHandler(
            (e, given) -> {
              e.getCommandLine().getErr().println(e.getMessage() + " (see --help)");
              return CommandLine.ExitCode.USAGE;
            });
  }

  @Override
  public Integer call() throws IOException {
    List<Peer> comparedPeers = chosenPeers();
    List<Benchmark> benchmarks = chosenBenchmarks();
    checkThreads();
    File log = File.createTempFile("benchmarks-", ".log");
    spec.commandLine().getErr().println("What the workers print goes to " + log);
    Session session = new Session(quick, comparedPeers, benchmarks, threads, log, this::progress);
    String command = "java -jar modules/benchmarks/target/benchmarks.jar " + String.join(" ", args);
    Report report = new Report(command.strip(), LocalDate.now(ZoneOffset.UTC));
    for (Study study : studies()) {
      Section section = study.run(session);
      print(section);
      report.add(section);
      write(report); // after each study: the whole takes an hour
    }
    if (log.length() == 0) {
      Files.delete(log.toPath());
    }
    return 0;
  }

  List<Study> studies() {
    List<Study> studies = new ArrayList<>();
    if (all || steps || !(scaling || sideBySide || busy || leak)) {
      studies.add(new StepStudy());
    }
    if (all || scaling) {
      studies.add(new ScalingStudy());
    }
    if (all || sideBySide) {
      studies.add(new SideBySideStudy());
    }
    if (all || busy) {
      studies.add(new BusyStudy());
    }
    if (all || leak) {
      studies.add(new LeakStudy());
    }
    return studies;
  }

  private List<Peer> chosenPeers() {
    List<String> known = List.of(Peer.values()).stream().map(Peer::key).toList();
    check("--peers", peers, known);
    return peers.isEmpty()
        ? List.of(Peer.values())
        : peers.stream().map(name -> Peer.valueOf(name.toUpperCase(Locale.ROOT))).toList();
  }

  private List<Benchmark> chosenBenchmarks() {
    check("--networks", networks, Catalogue.ALL.stream().map(Benchmark::name).toList());
    return Catalogue.ALL.stream()
        .filter(benchmark -> networks.isEmpty() || networks.contains(benchmark.name()))
        .toList();
  }

  private void checkThreads() {
    int processors = Runtime.getRuntime().availableProcessors();
    int most = Math.max(2, processors); // the default's 2 run on one processor too
    for (int number : threads) {
      if (number < 1 || number > most) {
        throw new ParameterException(
            spec.commandLine(), "--threads must be in [1, %d], was %d".formatted(most, number));
      }
    }
  }

  private void check(String option, List<String> names, List<String> known) {
    for (String name : names) {
      if (!known.contains(name)) {
        throw new ParameterException(
            spec.commandLine(),
            option + " must be among " + String.join(", ", known) + ", was " + name);
      }
    }
  }

  private void progress(String what) {
    spec.commandLine().getErr().println(what);
  }

  private void print(Section section) {
    var out = spec.commandLine().getOut();
    out.printf("%n%s%n%n%s%n%n%s", section.title(), section.method(), section.table().text());
    section.notes().forEach(note -> out.println("- " + note));
    out.flush();
  }

  private void write(Report report) {
    if (json != null) {
      report.writeJson(json);
    }
    if (markdown != null) {
      report.writeMarkdown(markdown);
    }
  }
}
