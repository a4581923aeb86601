package org.menagerie.benchmarks.study;

import static org.menagerie.benchmarks.report.Table.number;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.menagerie.benchmarks.network.Peer;
import org.menagerie.benchmarks.report.Section;
import org.menagerie.benchmarks.report.Table;
import org.menagerie.benchmarks.worker.Phase;
import org.menagerie.benchmarks.worker.WorkerException;
import org.menagerie.benchmarks.worker.WorkerProcess;
import org.menagerie.benchmarks.workload.Benchmark;
import org.menagerie.benchmarks.workload.Catalogue;
import org.menagerie.benchmarks.workload.Workload;

/** Whether two training loops at once do nearly twice the work of one. */
public final class SideBySideStudy implements Study {

  private static final double GOAL = 1.7;

  private static final List<Workload> NETWORKS =
      List.of(Catalogue.IRIS, Catalogue.LSTM, Catalogue.BILSTM);

  private static final String METHOD =
      """
      Training steps per second of this project: one loop, two loops in one JVM, and two loops in \
      two processes, one thread a loop, in turn; medians of the rounds. "times" is against one \
      loop; one of the two ways must reach at least 1.7. The JVMs collect garbage on the loop's \
      own thread, as those do that `./zoo` starts: other collectors lend one loop the second core.""";

  private static final List<String> JVM = List.of("-Xmx2g", "-XX:+UseSerialGC");

  /**
   * Steps per second of one network.
   *
   * @param network title
   * @param one a loop alone
   * @param oneJvm two loops in one process together
   * @param twoProcesses a loop in each of two processes together
   */
  private record Throughput(String network, double one, double oneJvm, double twoProcesses) {

    boolean met() {
      return Math.max(oneJvm, twoProcesses) >= GOAL * one;
    }
  }

  @Override
  public Section run(Session session) {
    List<Throughput> found = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Benchmark benchmark : session.benchmarks()) {
      Workload workload = benchmark.workload();
      if (NETWORKS.contains(workload)) {
        session.progress().accept(workload.title() + ", side by side");
        try {
          found.add(measure(session, workload));
        } catch (WorkerException e) {
          notes.add(e.getMessage());
        }
      }
    }
    List<List<String>> rows = new ArrayList<>();
    for (Throughput speed : found) {
      rows.add(
          List.of(
              speed.network(),
              number(speed.one()),
              number(speed.oneJvm()),
              number(speed.oneJvm() / speed.one()),
              number(speed.twoProcesses()),
              number(speed.twoProcesses() / speed.one()),
              "at least " + GOAL + (speed.met() ? ", met" : ", missed")));
    }
    List<String> header =
        List.of("network", "one loop", "one JVM", "times", "two processes", "times", "goal");
    return new Section(
        "sideBySide",
        "Two training loops side by side",
        METHOD,
        new Table(header, rows),
        notes,
        found);
  }

  private static Throughput measure(Session session, Workload workload) {
    int rounds = session.quick() ? 2 : 5;
    int millis = session.quick() ? 500 : 2000;
    try (WorkerProcess first = session.start(Peer.MENAGERIE, workload, 1, JVM);
        WorkerProcess second = session.start(Peer.MENAGERIE, workload, 1, JVM);
        WorkerProcess both = session.start(Peer.MENAGERIE, workload, 1, JVM)) {
      Interleaving warm = new Interleaving(session.pace(Pace.THOROUGH), Phase.TRAINING);
      List.of(first, second, both).forEach(warm::warmUp);
      both.stepsPerSecond(2, millis); // the second loop is built here
      double[] one = new double[rounds];
      double[] oneJvm = new double[rounds];
      double[] twoProcesses = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        one[round] = first.stepsPerSecond(1, millis);
        oneJvm[round] = both.stepsPerSecond(2, millis);
        twoProcesses[round] =
            together(() -> first.stepsPerSecond(1, millis), () -> second.stepsPerSecond(1, millis));
      }
      return new Throughput(workload.title(), median(one), median(oneJvm), median(twoProcesses));
    }
  }

  /** Returns the sum of two speeds that are measured at the same time. */
  static double together(Supplier<Double> first, Supplier<Double> second) {
    CompletableFuture<Double> other = CompletableFuture.supplyAsync(second);
    double speed = first.get();
    try {
      return speed + other.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof WorkerException worker ? worker : e;
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return Timing.median(sorted);
  }
}
