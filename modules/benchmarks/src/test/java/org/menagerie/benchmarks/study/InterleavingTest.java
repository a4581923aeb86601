package org.menagerie.benchmarks.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
    Map<Peer, Timing> timings = measure(new Steady("a", 1), new Steady("b", 1));
    // one step each to warm up, then blocks of 10 ms
    assertThat(calls)
        .containsExactly("a1", "b1", "a10", "b10", "b10", "a10", "b10", "a10", "a10", "b10");
    assertThat(timings.get(Peer.MENAGERIE)).isEqualTo(new Timing(1, 1, 40));
  }

  @Test
  void sixRoundsBringEveryOrderOfThreePeers() {
    Map<Peer, StepTimer> workers = workers(new Steady("a", 10), new Steady("b", 10));
    workers.put(Peer.STOCK, new Steady("c", 10));
    new Interleaving(new Pace(6, 10, 0), Phase.TRAINING).measure(workers, notes);
    Set<String> orders = new HashSet<>();
    for (int i = 3; i < calls.size(); i += 3) {
      orders.add(String.join("", calls.subList(i, i + 3)).replaceAll("\\d", ""));
    }
    assertThat(orders).containsExactlyInAnyOrder("abc", "acb", "bac", "bca", "cab", "cba");
  }

  /** With 10 rounds of 10 ms, 20 steps are wanted, and no block should be longer than 50 ms. */
  @ParameterizedTest
  @CsvSource({"0.001, 20000", "1, 100", "5, 20", "9, 20", "25, 20", "26, 10", "60, 10", "1000, 5"})
  void fewerStepsOfASlowPeerAreTimedButFive(double millis, int steps) {
    Interleaving turns = new Interleaving(new Pace(10, 10, 0), Phase.TRAINING);
    assertThat(turns.steps(millis) * 10 / turns.turn(millis)).isEqualTo(steps);
  }

  @Test
  void aStepFarLongerThanABlockIsDoneInSomeRoundsOnly() {
    Map<Peer, StepTimer> workers = workers(new Steady("a", 10), new Steady("b", 1000));
    new Interleaving(new Pace(10, 10, 0), Phase.TRAINING).measure(workers, notes);
    assertThat(calls).haveExactly(1 + 10, new Condition<>(call -> call.startsWith("a"), "a"));
    assertThat(calls).haveExactly(1 + 5, new Condition<>(call -> call.startsWith("b"), "b"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void aPeerThatFailsIsClosedAndNotedAndTheOtherGoesOn(int callsBefore) {
    Map<Peer, StepTimer> workers = workers(new Mortal(callsBefore), new Steady("b", 10));
    Map<Peer, Timing> timings = new Interleaving(PACE, Phase.TRAINING).measure(workers, notes);
    assertThat(timings).containsExactly(Map.entry(Peer.DJL, new Timing(10, 10, 20)));
    assertThat(workers.keySet()).containsExactly(Peer.DJL);
    assertThat(notes).containsExactly("training step: mortal: out of memory");
    assertThat(calls).containsOnlyOnce("closed");
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

  /** Answers so many calls. */
  private final class Mortal implements StepTimer {
    private int left;

    Mortal(int calls) {
      this.left = calls;
    }

    @Override
    public double[] time(Phase phase, int steps) {
      if (left-- == 0) {
        throw new WorkerException("mortal", "out of memory");
      }
      return new double[] {10};
    }

    @Override
    public void close() {
      calls.add("closed");
    }
  }
}
