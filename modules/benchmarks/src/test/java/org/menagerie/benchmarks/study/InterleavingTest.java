package org.menagerie.benchmarks.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.menagerie.benchmarks.network.Peer;
import org.menagerie.benchmarks.worker.Phase;
import org.menagerie.benchmarks.worker.StepTimer;
import org.menagerie.benchmarks.worker.WorkerException;

class InterleavingTest {

  private static final Pace PACE = new Pace(4, 10, 0);

  private final List<String> calls = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  @Test
  void everyPeerGetsABlockARoundAndNobodyAlwaysGoesFirst() {
    Map<Peer, Timing> timings = measure(new Steady("a", 5), new Steady("b", 5));
    // one step each to warm up, then blocks of 10 ms
    assertThat(calls).containsExactly("a1", "b1", "a2", "b2", "b2", "a2", "a2", "b2", "b2", "a2");
    assertThat(timings.get(Peer.MENAGERIE)).isEqualTo(new Timing(5, 5, 8));
  }

  @Test
  void aStepLongerThanABlockIsDoneInSomeRoundsButTwice() {
    Map<Peer, Timing> timings = measure(new Steady("a", 5), new Steady("b", 1000));
    assertThat(timings.get(Peer.DJL)).isEqualTo(new Timing(1000, 1000, 2));
    assertThat(timings.get(Peer.MENAGERIE).steps()).isEqualTo(8);
  }

  @Test
  void aPeerThatFailsIsClosedAndNotedAndTheOtherGoesOn() {
    Map<Peer, StepTimer> workers = workers(new Broken(), new Steady("b", 10));
    Map<Peer, Timing> timings = new Interleaving(PACE, Phase.TRAINING).measure(workers, notes);
    assertThat(timings.keySet()).containsExactly(Peer.DJL);
    assertThat(workers.keySet()).containsExactly(Peer.DJL);
    assertThat(notes).containsExactly("training step: broken: out of memory");
    assertThat(calls).contains("closed");
  }

  @Test
  void theMedianIsOfAllStepsAndTheMinimumTheFastest() {
    assertThat(Timing.of(new double[] {3, 1, 2})).isEqualTo(new Timing(2, 1, 3));
    assertThat(Timing.of(new double[] {4, 1, 2, 3})).isEqualTo(new Timing(2.5, 1, 4));
  }

  private Map<Peer, Timing> measure(StepTimer ours, StepTimer djl) {
    return new Interleaving(PACE, Phase.TRAINING).measure(workers(ours, djl), notes);
  }

  private static Map<Peer, StepTimer> workers(StepTimer ours, StepTimer djl) {
    Map<Peer, StepTimer> workers = new EnumMap<>(Peer.class);
    workers.put(Peer.MENAGERIE, ours);
    workers.put(Peer.DJL, djl);
    return workers;
  }

  /** Says that every step takes so long, and takes no time. */
  private final class Steady implements StepTimer {
    private final String name;
    private final double millis;

    Steady(String name, double millis) {
      this.name = name;
      this.millis = millis;
    }

    @Override
    public double[] time(Phase phase, int steps) {
      calls.add(name + steps);
      double[] all = new double[steps];
      Arrays.fill(all, millis);
      return all;
    }

    @Override
    public void close() {}
  }

  private final class Broken implements StepTimer {
    @Override
    public double[] time(Phase phase, int steps) {
      throw new WorkerException("broken", "out of memory");
    }

    @Override
    public void close() {
      calls.add("closed");
    }
  }
}
