package org.menagerie.benchmarks.study;

import static org.menagerie.benchmarks.report.Table.number;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.benchmarks.network.Peer;
import org.menagerie.benchmarks.report.Section;
import org.menagerie.benchmarks.report.Table;
import org.menagerie.benchmarks.worker.BusyProcess;
import org.menagerie.benchmarks.worker.Phase;
import org.menagerie.benchmarks.worker.WorkerException;
import org.menagerie.benchmarks.worker.WorkerProcess;
import org.menagerie.benchmarks.workload.Benchmark;

/** How much slower a training step gets while another process keeps one core busy. */
public final class BusyStudy implements Study {

  private static final double GOAL = 2.5;
  private static final int SETTLE_MILLIS = 500;

  private static final String METHOD =
      """
      Median milliseconds of a training step on a quiet machine, and while one other process with \
      one endless loop runs, in alternating blocks. The operating system places that process; it \
      is not tied to a core. "steps" is how many were timed, of each. A step must \
      not take more than 2.5 times as long.""";

  /** One network of one peer, quiet and busy. */
  private record Disturbance(String network, int threads, Peer peer, Timing quiet, Timing busy) {

    double times() {
      return busy.median() / quiet.median();
    }
  }

  @Override
  public Section run(Session session) {
    List<String> notes = new ArrayList<>();
    List<Disturbance> found = new ArrayList<>();
    for (Benchmark benchmark : session.benchmarks()) {
      for (int threads : session.threads()) {
        for (Peer peer : session.fastPeers()) {
          session.progress().accept(benchmark.workload().title() + ", beside a busy process");
          try {
            found.add(measure(session, benchmark, threads, peer));
          } catch (WorkerException e) {
            notes.add(e.getMessage());
          }
        }
      }
    }
    List<String> header =
        List.of("network", "threads", "peer", "quiet", "busy", "steps", "times", "goal");
    Table table = new Table(header, found.stream().map(BusyStudy::row).toList());
    return new Section("busy", "Beside a busy process", METHOD, table, notes, found);
  }

  private static Disturbance measure(Session session, Benchmark benchmark, int threads, Peer peer) {
    Pace pace = session.pace(Pace.BRISK);
    Interleaving turns = new Interleaving(pace, Phase.TRAINING);
    List<double[]> quiet = new ArrayList<>();
    List<double[]> busy = new ArrayList<>();
    try (WorkerProcess worker = session.start(peer, benchmark.workload(), threads)) {
      double step = turns.warmUp(worker);
      for (int round = 0; round < pace.rounds(); round++) {
        quiet.add(turns.block(worker, step));
        try (BusyProcess process = new BusyProcess()) {
          process.settle(SETTLE_MILLIS);
          busy.add(turns.block(worker, step));
        }
      }
    }
    return new Disturbance(
        benchmark.workload().title(),
        threads,
        peer,
        Timing.of(Interleaving.joined(quiet)),
        Timing.of(Interleaving.joined(busy)));
  }

  private static List<String> row(Disturbance found) {
    boolean ours = found.peer() == Peer.MENAGERIE;
    return List.of(
        found.network(),
        String.valueOf(found.threads()),
        found.peer().title(),
        number(found.quiet().median()),
        number(found.busy().median()),
        String.valueOf(found.busy().steps()),
        number(found.times()),
        ours ? "at most " + GOAL + (found.times() <= GOAL ? ", met" : ", missed") : "");
  }
}
