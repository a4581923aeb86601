package org.menagerie.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** A real browser without a window and without a network, which notes what a page asks for. */
public final class HeadlessBrowser {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  // one line of the browser's network log for each request
  private static final Pattern REQUEST =
      Pattern.compile("\"initiator\":\"(?!not an origin\").*\"url\":\"(?:http|ws|ftp)");

  private final Path program;

  private HeadlessBrowser(Path program) {
    this.program = program;
  }

  /** What opening a page led to. */
  public record Visit(String dom, List<String> consoleErrors, List<String> requests) {}

  /** The first browser on the PATH, if any. */
  public static Optional<HeadlessBrowser> find() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return NAMES.stream()
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(dir -> Path.of(dir, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .map(HeadlessBrowser::new);
  }

  /** The browser of this machine; without one, the test is skipped and prints why. */
  @SuppressWarnings("SystemOut") // Maven counts skipped tests and keeps their reasons to itself
  public static HeadlessBrowser orSkip() {
    return find().orElseThrow(HeadlessBrowser::skipped);
  }

  private static TestAbortedException skipped() {
    String reason = "skipped a test in a browser: none of " + NAMES + " is on the PATH";
    System.out.println(reason);
    return new TestAbortedException(reason);
  }

  /**
   * Opens a page and waits until its scripts are done.
   *
   * @param scratch an empty folder for the browser's profile and output
   */
  public Visit open(Path page, Path scratch) throws IOException, InterruptedException {
    Path dom = scratch.resolve("dom.html");
    Path log = scratch.resolve("log.txt");
    Path network = scratch.resolve("network.json");
    run(
        List.of(
            "--proxy-server=http://127.0.0.1:9", // nobody listens there: nothing leaves
            "--proxy-bypass-list=<-loopback>",
            "--log-net-log=" + network,
            "--enable-logging=stderr",
            "--virtual-time-budget=5000",
            "--dump-dom",
            page.toUri().toString()),
        scratch,
        dom,
        log);
    return new Visit(
        Files.readString(dom), lines(log, line -> line.contains(":CONSOLE")), requests(network));
  }

  /** What the page itself asked for; the browser's own services have no origin. */
  private static List<String> requests(Path network) throws IOException {
    return lines(network, line -> REQUEST.matcher(line).find());
  }

  private static List<String> lines(Path file, Predicate<String> wanted) throws IOException {
    try (Stream<String> lines = Files.lines(file, UTF_8)) {
      return lines.filter(wanted).toList();
    }
  }

  private void run(List<String> arguments, Path scratch, Path out, Path log)
      throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    program.toString(),
                    "--headless",
                    "--no-sandbox", // CI containers run as root
                    "--disable-gpu",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--no-first-run",
                    "--user-data-dir=" + scratch.resolve("profile")),
                arguments.stream())
            .toList();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(log.toFile())
            .start();
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(program + " did not end within 90 seconds");
    }
  }
}
