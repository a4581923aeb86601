package org.menagerie.benchmarks.study;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.menagerie.benchmarks.network.Peer;
import org.menagerie.benchmarks.worker.Phase;
import org.menagerie.benchmarks.worker.WorkerException;
import org.menagerie.benchmarks.worker.WorkerProcess;
import org.menagerie.benchmarks.workload.Workload;

/**
 * One network measured on several peers at once.
 *
 * @param network title of the network
 * @param threads threads of each peer
 * @param parameters trained weights, by peer
 * @param timings by phase and peer
 * @param peakBytes the most memory of the process, by peer that told
 */
public record Comparison(
    String network,
    int threads,
    Map<Peer, Long> parameters,
    Map<Phase, Map<Peer, Timing>> timings,
    Map<Peer, Long> peakBytes) {

  /** Measures a network; a peer that fails is left out and noted. */
  static Comparison measure(
      Session session,
      List<Peer> peers,
      Workload workload,
      int threads,
      List<Phase> phases,
      Pace pace,
      List<String> notes) {
    Map<Peer, WorkerProcess> workers = new LinkedHashMap<>();
    try {
      Map<Peer, Long> parameters = new EnumMap<>(Peer.class);
      for (Peer peer : peers) {
        try {
          workers.put(peer, session.start(peer, workload, threads));
          parameters.put(peer, workers.get(peer).parameters());
        } catch (WorkerException e) {
          notes.add(e.getMessage());
        }
      }
      Map<Phase, Map<Peer, Timing>> timings = new EnumMap<>(Phase.class);
      for (Phase phase : phases) {
        session
            .progress()
            .accept(workload.title() + ", threads: " + threads + ", " + phase.title());
        timings.put(phase, new Interleaving(pace, phase).measure(workers, notes));
      }
      Map<Peer, Long> peaks = new EnumMap<>(Peer.class);
      workers.forEach(
          (peer, worker) -> {
            try {
              peaks.put(peer, worker.memory().peak());
            } catch (WorkerException e) {
              notes.add("peak memory: " + e.getMessage());
            }
          });
      return new Comparison(workload.title(), threads, parameters, timings, peaks);
    } finally {
      workers.values().forEach(WorkerProcess::close);
    }
  }

  /** Returns the timing of a peer, or {@link Timing#NONE}. */
  Timing timing(Phase phase, Peer peer) {
    return timings.get(phase).getOrDefault(peer, Timing.NONE);
  }

  /** Returns how many steps each of these peers was timed for, "20 / 5". */
  String steps(Phase phase, List<Peer> peers) {
    return peers.stream()
        .map(peer -> String.valueOf(timing(phase, peer).steps()))
        .collect(Collectors.joining(" / "));
  }

  /** Returns this project's median as a share of DJL's. */
  double ratio(Phase phase) {
    return timing(phase, Peer.MENAGERIE).median() / timing(phase, Peer.DJL).median();
  }

  /** Returns this project's fastest step as a share of DJL's fastest. */
  double ratioOfMinima(Phase phase) {
    return timing(phase, Peer.MENAGERIE).minimum() / timing(phase, Peer.DJL).minimum();
  }

  /** Returns how many times faster than stock Deeplearning4j this project is. */
  double timesStock(Phase phase) {
    return timing(phase, Peer.STOCK).median() / timing(phase, Peer.MENAGERIE).median();
  }

  /** Returns the peak memory of a peer in bytes, or NaN. */
  double peak(Peer peer) {
    Long bytes = peakBytes.get(peer);
    return bytes == null ? Double.NaN : bytes;
  }
}
