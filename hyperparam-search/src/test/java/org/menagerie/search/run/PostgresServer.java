package org.menagerie.search.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL server of this machine's packages, in a folder of its own. */
final class PostgresServer {
  private static final Path PACKAGES = Path.of("/usr/lib/postgresql");
  private static final String USER = "postgres"; // the server refuses to run as root

  private final Path programs;
  private final Path folder;
  private final int port;
  private Process server;

  private PostgresServer(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /** Why there can be no server here; empty where there can. */
  static Optional<String> missing() throws IOException {
    if (programs().isEmpty()) {
      return Optional.of("no PostgreSQL below " + PACKAGES);
    }
    boolean root = "root".equals(System.getProperty("user.name"));
    return root && !Files.isExecutable(Path.of("/usr/sbin/runuser"))
        ? Optional.of("PostgreSQL does not run as root, and there is no runuser")
        : Optional.empty();
  }

  private static Optional<Path> programs() throws IOException {
    if (!Files.isDirectory(PACKAGES)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(PACKAGES)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Path::compareTo);
    }
  }

  static PostgresServer start() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("postgres");
    PostgresServer server = new PostgresServer(programs().orElseThrow(), folder, freePort());
    server.prepare();
    server.up();
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private void prepare() throws IOException, InterruptedException {
    if (root()) {
      run("chown", USER, folder.toString());
    }
    run(asUser("initdb", "-D", data(), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync"));
  }

  /** Starts the server and waits until it answers. */
  void up() throws IOException, InterruptedException {
    launch();
    for (int i = 0; i < 300; i++) {
      Process ready =
          new ProcessBuilder(
                  programs.resolve("pg_isready").toString(), "-h", "localhost", "-p", "" + port)
              .redirectErrorStream(true)
              .start();
      ready.getInputStream().readAllBytes();
      if (ready.waitFor() == 0) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(100);
      if (!server.isAlive()) { // children of a killed one still hold its memory
        launch();
      }
    }
    throw new IOException("PostgreSQL did not answer: " + Files.readString(log()));
  }

  private void launch() throws IOException {
    server =
        new ProcessBuilder(
                asUser("postgres", "-D", data(), "-p", "" + port, "-k", folder.toString()))
            .redirectErrorStream(true)
            .redirectOutput(log().toFile())
            .start();
  }

  private Path log() {
    return folder.resolveSibling(folder.getFileName() + ".log");
  }

  /** Kills the server, as a power cut would. */
  void kill() throws InterruptedException {
    List<ProcessHandle> all = new ArrayList<>(server.descendants().toList());
    all.add(server.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    server.waitFor();
  }

  String url() {
    return "jdbc:postgresql://localhost:" + port + "/postgres?user=" + USER;
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private static boolean root() {
    return "root".equals(System.getProperty("user.name"));
  }

  private String[] asUser(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (root()) {
      command.addAll(List.of("/usr/sbin/runuser", "-u", USER, "--"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    return command.toArray(new String[0]);
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
  }

  /** Ends the server and removes its folder. */
  void close() throws IOException, InterruptedException {
    kill();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(log());
  }
}
