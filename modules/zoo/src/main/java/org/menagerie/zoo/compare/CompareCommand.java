package org.menagerie.zoo.compare;

import com.sun.management.OperatingSystemMXBean;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.menagerie.cli.Catalog;
import org.menagerie.cli.ComparisonReport;
import org.menagerie.cli.ExtraCommand;
import org.menagerie.cli.Terminal;
import org.menagerie.core.Backend;
import org.menagerie.core.Family;
import org.menagerie.core.Guards;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.RunFolder;
import org.menagerie.report.comparison.Attempt;
import org.menagerie.report.comparison.Comparison;
import org.menagerie.report.comparison.ComparisonConfig;
import org.menagerie.report.comparison.ComparisonConfig.Source;
import org.menagerie.report.comparison.ComparisonJson;
import org.menagerie.report.comparison.ComparisonText;
import org.menagerie.report.comparison.Measure;
import org.menagerie.report.page.Screen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains architectures on the same splits and says which is better, and at what cost. */
@Command(
    name = "compare",
    description = {
      "Trains architectures on the same splits, over several seeds, and ranks them.",
      "Ends with a leaderboard and a page; exit code 0 if at least one training finished."
    })
public final class CompareCommand implements ExtraCommand {
  private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
  private static final String USUAL_DATA = "digits";
  private static final int USUAL_SEEDS = 3;
  private static final int INTERRUPTED = 130;
  private static final long BYTES_EACH = 1_500_000_000; // that a training of the zoo may need

  @Option(
      names = "--data",
      paramLabel = "NAME|PATH",
      description = "Data set; several with commas between them (default: digits).")
  private String data;

  @Option(
      names = "--architectures",
      paramLabel = "a,b,…",
      split = ",",
      description = "Which to compare; 'all' for all (default: one or two of each family).")
  private List<String> architectures = new ArrayList<>();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Trainings of each architecture (default: 3).")
  private Integer seeds;

  @Option(names = "--epochs", paramLabel = "N", description = "Passes over the data, at most.")
  private String epochs;

  @Option(names = "--label", paramLabel = "COLUMN", description = "Column to predict.")
  private String label;

  @Option(names = "--split", paramLabel = "T/V/S", description = "Percent of the parts.")
  private String split;

  @Option(names = "--test", paramLabel = "PATH", description = "File or folder of the test part.")
  private String test;

  @Option(names = "--horizon", paramLabel = "N", description = "Steps to forecast.")
  private String horizon;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      arity = "1",
      description = "Any other option, for the architectures that know it.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Folder of runs (default: ${DEFAULT-VALUE}).")
  private Path output = Path.of("runs");

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Goes on with an interrupted comparison; finished trainings are kept.")
  private Path resume;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Trainings at a time (default: one for each core).")
  private Integer parallel;

  @Option(names = "--json", description = "One JSON object on standard output, nothing else.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public String family() {
    return ZOO;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    int processes = parallel == null ? processes() : Guards.positive(parallel, "parallel");
    Backend.start(1);
    Catalog catalog = new Catalog(Family.all());
    if (resume != null) {
      return resumed(catalog, processes);
    }
    Map<String, String> told = told();
    Entrants entrants = Entrants.of(catalog, architectures, told);
    List<Material> material = Material.named(data == null ? USUAL_DATA : data, told);
    ComparisonConfig config =
        new ComparisonConfig(
            material.stream().map(Material::source).toList(),
            entrants.names(),
            seeds == null ? USUAL_SEEDS : seeds,
            told);
    material.forEach(m -> m.dataset().report().lines().forEach(this::note));
    List<Job> jobs = Jobs.of(config, entrants, material);
    RunFolder folder = newFolder(config);
    config.write(folder);
    return run(folder, jobs, processes);
  }

  private int resumed(Catalog catalog, int processes) throws IOException, InterruptedException {
    ComparisonConfig config = ComparisonConfig.read(resume);
    List<String> more = new ArrayList<>(told().keySet());
    if (data != null) {
      more.add("data");
    }
    if (seeds != null) {
      more.add("seeds");
    }
    if (!architectures.isEmpty()) {
      more.add("architectures");
    }
    if (!more.isEmpty()) {
      throw new InvalidInputException(
          "--resume goes on with the comparison's own "
              + ComparisonConfig.FILE
              + "; leave out "
              + String.join(", ", more));
    }
    Entrants entrants = Entrants.of(catalog, config.architectures(), config.set());
    List<Job> jobs = Jobs.of(config, entrants, Material.of(config));
    return run(new RunFolder(resume), jobs, processes);
  }

  private Map<String, String> told() {
    Map<String, String> told = new LinkedHashMap<>(set);
    put(told, "epochs", epochs);
    put(told, "label", label);
    put(told, "split", split);
    put(told, "horizon", horizon);
    put(told, "test", test == null ? null : Material.absolute(test));
    return told;
  }

  private static void put(Map<String, String> told, String key, String value) {
    if (value != null) {
      told.put(key, value);
    }
  }

  /** One for each core, as far as memory allows. */
  private static int processes() {
    long room = memory() / BYTES_EACH;
    return (int) Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), room));
  }

  private static long memory() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : Long.MAX_VALUE;
  }

  private RunFolder newFolder(ComparisonConfig config) throws IOException {
    String timestamp = LocalDateTime.now(ZoneId.systemDefault()).format(TIMESTAMP);
    List<String> folders = config.data().stream().map(Source::folder).toList();
    return RunFolder.create(output, timestamp + "-compare-" + String.join("-", folders));
  }

  private int run(RunFolder folder, List<Job> planned, int processes)
      throws IOException, InterruptedException {
    List<Job> jobs = planned.stream().map(job -> job.in(folder.path())).toList();
    Closeable lock = folder.lock();
    try (lock) {
      for (Job job : jobs) {
        Files.createDirectories(job.folder()); // what has one is waited for, if it never begins
      }
      if (!train(folder, jobs, processes)) {
        return INTERRUPTED;
      }
      Comparison comparison = Comparison.read(folder.path());
      Path page = ComparisonReport.write(comparison);
      report(comparison, page);
      return comparison.anyFinished() ? 0 : 1;
    }
  }

  private boolean train(RunFolder folder, List<Job> jobs, int processes)
      throws InterruptedException {
    List<Job> open = jobs.stream().filter(job -> !job.done()).toList();
    note(
        String.format(
            Locale.ROOT,
            "%d trainings%s, %d at a time",
            open.size(),
            open.size() < jobs.size() ? " of " + jobs.size() + " to go" : "",
            processes));
    AtomicInteger ended = new AtomicInteger();
    Workers workers =
        new Workers(
            processes,
            job -> note(ended.incrementAndGet() + "/" + open.size() + " " + outcome(job)));
    Thread stop =
        new Thread(
            () -> {
              workers.stop();
              note("interrupted; go on with: compare --resume " + folder.path());
            });
    Runtime.getRuntime().addShutdownHook(stop);
    boolean whole = workers.run(open);
    if (whole) {
      Runtime.getRuntime().removeShutdownHook(stop);
    }
    return whole;
  }

  private static String outcome(Job job) {
    String title = job.data().folder() + ", " + job.architecture() + ", seed " + job.seed() + ": ";
    try {
      Attempt attempt = Attempt.read(job.folder(), job.seed());
      if (attempt instanceof Attempt.Finished finished) {
        Measure measure = Measure.of(finished.score());
        return String.format(
            Locale.ROOT,
            "%s%s %.4g (%.1f s)",
            title,
            measure.key(),
            measure.value(finished.score()),
            finished.results().summary().trainSeconds());
      }
      return title + "failed, " + ((Attempt.Failed) attempt).reason();
    } catch (IOException e) {
      return title + e;
    }
  }

  private void report(Comparison comparison, Path page) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(ComparisonJson.line(comparison, page.toString()));
    } else {
      Terminal terminal = Terminal.ask();
      out.println(
          ComparisonText.of(comparison, new Screen(terminal.columns(), terminal.unicode())));
      out.println("Page: " + page);
    }
    out.flush();
  }

  private void note(String line) {
    spec.commandLine().getErr().println(Screen.harmless(line));
    spec.commandLine().getErr().flush();
  }
}
