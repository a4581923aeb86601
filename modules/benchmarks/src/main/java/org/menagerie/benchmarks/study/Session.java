package org.menagerie.benchmarks.study;

import java.io.File;
import java.util.List;
import java.util.function.Consumer;
import org.menagerie.benchmarks.network.Peer;
import org.menagerie.benchmarks.worker.WorkerProcess;
import org.menagerie.benchmarks.workload.Benchmark;
import org.menagerie.benchmarks.workload.Workload;

/**
 * What the caller wants measured, and where workers come from.
 *
 * @param quick a look instead of figures to publish
 * @param peers who takes part
 * @param benchmarks which networks
 * @param threads numbers of threads to measure with
 * @param log takes what workers print
 * @param progress hears what is being measured
 */
public record Session(
    boolean quick,
    List<Peer> peers,
    List<Benchmark> benchmarks,
    List<Integer> threads,
    File log,
    Consumer<String> progress) {

  private static final List<String> HEAP = List.of("-Xmx2g");

  /** Copies the lists. */
  public Session {
    peers = List.copyOf(peers);
    benchmarks = List.copyOf(benchmarks);
    threads = List.copyOf(threads);
  }

  /** Returns the peers that take part and are fast enough for long series. */
  List<Peer> fastPeers() {
    return peers.stream().filter(peer -> peer != Peer.STOCK).toList();
  }

  /** Returns a pace, unless the caller is in a hurry. */
  Pace pace(Pace thorough) {
    return quick ? Pace.QUICK : thorough;
  }

  /** Starts a worker. */
  WorkerProcess start(Peer peer, Workload workload, int loopThreads) {
    return start(peer, workload, loopThreads, HEAP);
  }

  /** Starts a worker with options of its JVM. */
  WorkerProcess start(Peer peer, Workload workload, int loopThreads, List<String> options) {
    return new WorkerProcess(peer, workload, loopThreads, log, options);
  }
}
