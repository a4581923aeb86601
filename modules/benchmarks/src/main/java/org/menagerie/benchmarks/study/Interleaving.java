package org.menagerie.benchmarks.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import org.menagerie.benchmarks.network.Peer;
import org.menagerie.benchmarks.worker.Phase;
import org.menagerie.benchmarks.worker.StepTimer;
import org.menagerie.benchmarks.worker.WorkerException;

/**
 * Lets peers run blocks of steps in turn, so that all meet the same weather.
 *
 * <p>Each peer stays in its own process while others have their turn: PyTorch and ND4J bring an
 * OpenMP each, whose idle threads spin on the cores that the other needs, and settings such as
 * ND4J's thresholds hold for a whole process. One run on a loaded machine, large MLP, two threads:
 * fastest steps 4 % (Deeplearning4j) and 7 % (PyTorch) slower with both in one process than alone,
 * which is near the noise; the separate settings decide. A pause before a block lets the threads of
 * the block before fall asleep.
 */
final class Interleaving {

  /** Longer than OpenMP's and OpenBLAS's threads spin before they sleep. */
  private static final int PAUSE_MILLIS = 60;

  private static final int MOST_STEPS = 2000;

  /** So many steps in all rounds together make a median worth printing. */
  private static final int WANTED_STEPS = 20;

  /** No peer gets fewer, however slow it is, unless there are fewer rounds. */
  private static final int FEWEST_STEPS = 5;

  /** A block of slow steps may be so many times as long as others. */
  private static final int LONGEST_BLOCK = 5;

  private final Pace pace;
  private final Phase phase;

  Interleaving(Pace pace, Phase phase) {
    this.pace = pace;
    this.phase = phase;
  }

  /**
   * Warms every worker up and measures them in turn; removes those that fail, with a note and
   * without a timing.
   */
  Map<Peer, Timing> measure(Map<Peer, ? extends StepTimer> workers, List<String> notes) {
    Map<Peer, Double> stepMillis = new EnumMap<>(Peer.class);
    Map<Peer, List<double[]>> blocks = new EnumMap<>(Peer.class);
    List<Peer> order = new ArrayList<>(workers.keySet());
    for (Peer peer : order) {
      orRemove(
          workers,
          peer,
          notes,
          worker -> {
            stepMillis.put(peer, warmUp(worker));
            blocks.put(peer, new ArrayList<>());
          });
    }
    for (int round = 0; round < pace.rounds(); round++) {
      order.retainAll(workers.keySet());
      for (Peer peer : order) {
        double step = stepMillis.get(peer);
        if (round % turn(step) == 0) {
          orRemove(workers, peer, notes, worker -> blocks.get(peer).add(block(worker, step)));
        }
      }
      // six rounds bring all six orders of three peers: nobody has a fixed place or neighbour
      Collections.reverse(order);
      if (round % 2 == 1) {
        Collections.rotate(order, 1);
      }
    }
    blocks.keySet().retainAll(workers.keySet());
    Map<Peer, Timing> timings = new EnumMap<>(Peer.class);
    blocks.forEach((peer, all) -> timings.put(peer, Timing.of(joined(all))));
    return timings;
  }

  private void orRemove(
      Map<Peer, ? extends StepTimer> workers,
      Peer peer,
      List<String> notes,
      Consumer<StepTimer> task) {
    try {
      task.accept(workers.get(peer));
    } catch (WorkerException e) {
      notes.add(phase.title() + ": " + e.getMessage());
      workers.remove(peer).close();
    }
  }

  /** Runs a worker for the length of the warm-up and returns how long a step takes afterwards. */
  double warmUp(StepTimer worker) {
    long start = System.nanoTime();
    double step = Timing.of(worker.time(phase, 1)).median();
    while ((System.nanoTime() - start) / 1e6 < pace.warmMillis()) {
      step = Timing.of(worker.time(phase, steps(step))).median();
    }
    return step;
  }

  /** Runs one block of steps that take about so long. */
  double[] block(StepTimer worker, double stepMillis) {
    pause();
    return worker.time(phase, steps(stepMillis));
  }

  static double[] joined(List<double[]> blocks) {
    return blocks.stream().flatMapToDouble(DoubleStream::of).toArray();
  }

  /** As many as a block has time for; a longer block where that gives too few in all rounds. */
  int steps(double stepMillis) {
    double wanted = Math.ceil((double) WANTED_STEPS / pace.rounds());
    double affordable = Math.min(wanted, longestMillis() / stepMillis);
    return (int)
        Math.max(1, Math.min(MOST_STEPS, Math.max(affordable, pace.blockMillis() / stepMillis)));
  }

  /** A step longer than the longest block takes part in every n-th round only. */
  int turn(double stepMillis) {
    int most = Math.max(1, pace.rounds() / FEWEST_STEPS);
    return (int) Math.max(1, Math.min(most, stepMillis / longestMillis()));
  }

  private double longestMillis() {
    return LONGEST_BLOCK * (double) pace.blockMillis();
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
