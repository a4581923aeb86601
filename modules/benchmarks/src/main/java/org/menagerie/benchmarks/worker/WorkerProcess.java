package org.menagerie.benchmarks.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.menagerie.benchmarks.network.Peer;
import org.menagerie.benchmarks.workload.Workload;

/** The conductor's side of a worker; a call blocks until the worker has answered. */
public final class WorkerProcess implements StepTimer {

  /** The option of a JVM that tells its own memory from its native libraries'. */
  public static final String TELLS_ITS_OWN_MEMORY = Jvm.TRACKING;

  private final String name;
  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader replies;
  private final long parameters;

  /**
   * Starts a process and waits until its network is built.
   *
   * @param log file that takes its standard error
   * @param options of its JVM
   * @throws WorkerException if the peer cannot build that network
   */
  public WorkerProcess(Peer peer, Workload workload, int threads, File log, List<String> options) {
    this.name = peer.title() + ", " + workload.title();
    List<String> command = new ArrayList<>();
    command.add(javaBinary());
    command.addAll(options);
    command.addAll(peer.options());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Worker.class.getName()));
    command.addAll(List.of(peer.name(), Messages.write(workload), String.valueOf(threads)));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log));
    // whatever the caller's shell says about threads, every peer gets its own setting or none
    builder.environment().keySet().removeIf(key -> key.matches("(G?OMP|OPENBLAS|MKL)_.*"));
    builder.environment().putAll(peer.environment(threads));
    try {
      this.process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.requests = process.outputWriter(UTF_8);
    this.replies = process.inputReader(UTF_8);
    this.parameters = receive(Reply.Ready.class).parameters();
  }

  /** Returns the number of weights that training changes. */
  public long parameters() {
    return parameters;
  }

  @Override
  public double[] time(Phase phase, int steps) {
    long[] nanos = ask(new Request.Steps(phase, steps), Reply.Timed.class).nanos();
    double[] millis = new double[nanos.length];
    for (int i = 0; i < nanos.length; i++) {
      millis[i] = nanos[i] / 1e6;
    }
    return millis;
  }

  /** Trains so many networks at once for a time and returns their steps per second together. */
  public double stepsPerSecond(int loops, int millis) {
    return ask(new Request.Run(loops, millis), Reply.Counted.class).stepsPerSecond();
  }

  /** Does one step on a batch of another shape. */
  public void stepOn(Phase phase, Workload workload, long seed) {
    ask(new Request.Load(phase, workload, seed), Reply.Loaded.class);
  }

  /** Returns the memory of the process. */
  public MemoryUse memory() {
    return ask(new Request.Memory(false), Reply.Measured.class).use();
  }

  /** Returns the memory of the process and what of it malloc only keeps for later. */
  public MemoryUse memoryTrimmed() {
    return ask(new Request.Memory(true), Reply.Measured.class).use();
  }

  @Override
  public void close() {
    try {
      requests.close(); // the worker leaves when its standard input ends
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private <T extends Reply> T ask(Request request, Class<T> type) {
    try {
      requests.write(Messages.write(request));
      requests.newLine();
      requests.flush();
    } catch (IOException e) {
      throw new WorkerException(name, "ended", e);
    }
    return receive(type);
  }

  private <T extends Reply> T receive(Class<T> type) {
    String line;
    try {
      line = replies.readLine();
    } catch (IOException e) {
      throw new WorkerException(name, "ended", e);
    }
    if (line == null) {
      throw new WorkerException(name, "ended with code " + process.onExit().join().exitValue());
    }
    Reply reply = Messages.read(line, Reply.class);
    if (reply instanceof Reply.Failed failed) {
      close();
      throw new WorkerException(name, failed.reason());
    }
    return type.cast(reply);
  }

  static String javaBinary() {
    return ProcessHandle.current().info().command().orElse("java");
  }
}
