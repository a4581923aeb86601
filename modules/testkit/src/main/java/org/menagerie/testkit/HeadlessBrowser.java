package org.menagerie.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * A real browser without a window, whose only way into a network is a proxy that refuses all and
 * counts.
 */
public final class HeadlessBrowser {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

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

  /** The browser of this machine; without one, the test is skipped and says so. */
  public static HeadlessBrowser orSkip() {
    return find()
        .orElseThrow(
            () -> new TestAbortedException("skipped: none of " + NAMES + " is on the PATH"));
  }

  /**
   * Opens a page and waits until its scripts are done.
   *
   * @param scratch an empty folder for the browser's profile and output
   */
  public Visit open(Path page, Path scratch) throws IOException, InterruptedException {
    try (Proxy proxy = new Proxy()) {
      Path dom = scratch.resolve("dom.html");
      Path log = scratch.resolve("log.txt");
      run(
          List.of(
              "--proxy-server=http://127.0.0.1:" + proxy.port(),
              "--proxy-bypass-list=<-loopback>",
              "--enable-logging=stderr",
              "--virtual-time-budget=5000",
              "--dump-dom",
              page.toUri().toString()),
          scratch,
          dom,
          log);
      List<String> errors;
      try (Stream<String> lines = Files.lines(log, UTF_8)) {
        errors = lines.filter(line -> line.contains(":CONSOLE")).toList();
      }
      return new Visit(Files.readString(dom), errors, proxy.requests());
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

  /** Takes every connection, notes its first line and closes it. */
  private static final class Proxy implements AutoCloseable {
    private final ServerSocket server;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    Proxy() throws IOException {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread listener = new Thread(this::listen, "proxy");
      listener.setDaemon(true);
      listener.start();
    }

    int port() {
      return server.getLocalPort();
    }

    List<String> requests() {
      return List.copyOf(requests);
    }

    private void listen() {
      while (!server.isClosed()) {
        try (Socket socket = server.accept()) {
          socket.setSoTimeout(1000);
          byte[] head = new byte[512];
          int read = socket.getInputStream().read(head);
          requests.add(
              new String(head, 0, Math.max(0, read), UTF_8).lines().findFirst().orElse("?"));
        } catch (IOException e) {
          // the server was closed, or the browser hung up: nothing was asked
        }
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
