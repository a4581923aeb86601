package org.menagerie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.menagerie.core.DivergedException;
import org.menagerie.core.Family;
import org.menagerie.core.InvalidInputException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * A program over one family of architectures or over all.
 *
 * <p>Exit codes: 0 done; 2 the user's input is wrong; 1 anything else.
 */
public final class Cli {
  private static final String STACKTRACE = "--stacktrace";

  private final Catalog catalog;
  private final Console console;

  private Cli(List<Family> families, Console console) {
    this.catalog = new Catalog(families);
    this.console = console;
  }

  /** Runs one family's program and returns the exit code. */
  public static int run(Family family, String... args) {
    Cli cli = new Cli(List.of(family), Console.system());
    CommandLine program = cli.program(family.name(), family.summary());
    cli.addFamily(program, family);
    cli.addCommon(program);
    return cli.execute(program, args);
  }

  /** Runs a program of these commands and the common ones, and returns the exit code. */
  public static int run(
      String name, String summary, List<? extends Callable<Integer>> commands, String... args) {
    Cli cli = new Cli(Family.all(), Console.system());
    CommandLine program = cli.program(name, summary);
    commands.forEach(command -> cli.add(program, command, null));
    cli.addCommon(program);
    return cli.execute(program, args);
  }

  /** Runs the program over all families and returns the exit code. */
  public static int runAll(List<Family> families, String... args) {
    Cli cli = new Cli(families, Console.system());
    CommandLine program = cli.program("zoo", "a model zoo for Deeplearning4j");
    for (Family family : families) {
      CommandLine own = cli.program(family.name(), family.summary());
      cli.addFamily(own, family);
      own.getCommandSpec().usageMessage().description(summary(family));
      program.addSubcommand(own.getCommandName(), own);
    }
    cli.catalog
        .entries()
        .filter(entry -> !program.getSubcommands().containsKey(entry.architecture().name()))
        .forEach(
            entry -> {
              CommandLine own =
                  cli.program(entry.architecture().name(), entry.architecture().summary());
              cli.addTraining(own, entry.architecture().name());
              program.addSubcommand(own.getCommandName(), own);
            });
    cli.addTraining(program, "");
    extras(ExtraCommand.ZOO).forEach(command -> cli.add(program, command, null));
    cli.addCommon(program);
    return cli.execute(program, named(args));
  }

  /** {@code train mlp} says what {@code train --architecture mlp} says. */
  private static String[] named(String... args) {
    boolean named =
        args.length > 1
            && List.of("train", "describe").contains(args[0])
            && !args[1].startsWith("-");
    if (!named) {
      return args;
    }
    List<String> full = new ArrayList<>(List.of(args));
    full.add(1, "--architecture");
    return full.toArray(new String[0]);
  }

  private CommandLine program(String name, String summary) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new Root());
    spec.name(name).mixinStandardHelpOptions(true).version(Versions.menagerie());
    spec.usageMessage().description(summary);
    return new CommandLine(spec).addSubcommand(new CommandLine.HelpCommand());
  }

  private void addFamily(CommandLine program, Family family) {
    addTraining(program, family.name());
    extras(family.name()).forEach(command -> add(program, command, null));
  }

  private static Stream<ExtraCommand> extras(String family) {
    return ServiceLoader.load(ExtraCommand.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(command -> command.family().equals(family));
  }

  /** A family's line in the list of commands, with what it has beside the common ones. */
  private static String summary(Family family) {
    List<String> names =
        extras(family.name()).map(extra -> CommandSpec.forAnnotatedObject(extra).name()).toList();
    return family.summary() + (names.isEmpty() ? "" : "; also: " + String.join(", ", names));
  }

  private void addTraining(CommandLine program, String architecture) {
    TrainingOptions training = new TrainingOptions();
    add(program, new TrainCommand(catalog, console, training, architecture), training);
    TrainingOptions described = new TrainingOptions();
    add(program, new DescribeCommand(catalog, console, described, architecture), described);
    add(program, new EvaluateCommand(catalog, console), null);
    add(program, new PredictCommand(console), null);
    add(program, new ReportCommand(catalog, console), null);
  }

  private void addCommon(CommandLine program) {
    add(program, new DatasetsCommand(console), null);
    add(program, new DoctorCommand(console), null);
  }

  private void addNames(CommandSpec spec) {
    OptionSpec bare = spec.findOption(TrainCommand.ARCHITECTURE);
    List<String> names = catalog.entries().map(entry -> entry.architecture().name()).toList();
    spec.remove(bare);
    spec.addOption(
        OptionSpec.builder(bare)
            .description(bare.description()[0] + ": " + String.join(", ", names) + ".")
            .build());
  }

  private void add(CommandLine program, Object command, TrainingOptions options) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(command);
    if (options != null) {
      addNames(spec);
      options.addDataOptions(spec);
      options.addTrainingOptions(spec);
    }
    spec.mixinStandardHelpOptions(true);
    spec.addOption(
        OptionSpec.builder(STACKTRACE)
            .description("Shows where in the program an error arose.")
            .build());
    program.addSubcommand(new CommandLine(spec));
  }

  private int execute(CommandLine program, String... args) {
    boolean stacktrace = List.of(args).contains(STACKTRACE);
    program
        .setOut(new PrintWriter(console.out(), true, UTF_8))
        .setErr(new PrintWriter(console.err(), true, UTF_8))
        .setParameterExceptionHandler((e, arguments) -> refuse(e))
        .setExecutionExceptionHandler((e, commandLine, result) -> fail(e, stacktrace));
    PrintStream out = System.out;
    System.setOut(System.err); // standard output is for results, whatever a library prints
    try {
      return program.execute(args);
    } catch (OutOfMemoryError e) {
      return fail(e, stacktrace);
    } finally {
      System.setOut(out);
    }
  }

  private int refuse(ParameterException e) {
    Throwable cause = e;
    while (cause != null && !(cause instanceof InvalidInputException)) {
      cause = cause.getCause(); // picocli wraps what a setter throws
    }
    String message =
        cause != null
            ? cause.getMessage()
            : e.getMessage().lines().findFirst().orElse("wrong arguments") + suggestion(e);
    console.error(
        message + " (see " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help)");
    return CommandLine.ExitCode.USAGE;
  }

  private static String suggestion(ParameterException e) {
    return e instanceof UnmatchedArgumentException unmatched
        ? unmatched.getSuggestions().stream()
            .findFirst()
            .map(nearest -> "; did you mean " + nearest + "?")
            .orElse("")
        : "";
  }

  private int fail(Throwable e, boolean stacktrace) {
    if (stacktrace) {
      e.printStackTrace(console.err());
    }
    if (e instanceof InvalidInputException || e instanceof DivergedException) {
      console.error(e.getMessage());
    } else if (e instanceof OutOfMemoryError) {
      console.error(
          "out of memory: " + e.getMessage() + "; a smaller batch-size or java -Xmx helps");
    } else {
      console.error(
          String.format(
              Locale.ROOT,
              "%s: %s (%s shows where)",
              e.getClass().getSimpleName(),
              e.getMessage(),
              STACKTRACE));
    }
    return e instanceof InvalidInputException
        ? CommandLine.ExitCode.USAGE
        : CommandLine.ExitCode.SOFTWARE;
  }

  /** A program without a command shows its help. */
  @Command
  private static final class Root implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      spec.commandLine().usage(spec.commandLine().getErr());
      return CommandLine.ExitCode.USAGE;
    }
  }
}
