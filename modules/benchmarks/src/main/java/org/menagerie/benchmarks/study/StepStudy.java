package org.menagerie.benchmarks.study;

import static org.menagerie.benchmarks.report.Table.megabytes;
import static org.menagerie.benchmarks.report.Table.number;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.benchmarks.network.Peer;
import org.menagerie.benchmarks.report.Section;
import org.menagerie.benchmarks.report.Table;
import org.menagerie.benchmarks.worker.Phase;
import org.menagerie.benchmarks.workload.Benchmark;

/** How long one training step and one inference of a batch take, beside the other peers. */
public final class StepStudy implements Study {

  private static final String METHOD =
      """
      Milliseconds of one step, median and (minimum), of one batch, Adam, loss and softmax head \
      included. The loss of a training step and the probabilities of an inference are read back. \
      Each peer runs in a process of its own; they take turns in blocks of steps, in rounds with \
      changing order. "steps" is how many were timed of each peer, in the order of the columns: of \
      slow ones few. "of DJL" is this project's time divided by DJL's, below 1 is faster: of the \
      medians and (of the minima). "times stock" is how many times faster than stock \
      Deeplearning4j. Its transformers have no layer normalisation and no positions, since it has \
      no such layers. DJL's bidirectional LSTM is two LSTMs, flips and a concatenation, since DJL \
      0.35.1 fails on its own. Each peer has the settings that its users have: this project's JVM \
      runs with -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 and \
      -Dshapeinfoprovider=org.menagerie.layers.ShapeCache, which the zoo's programs set \
      themselves, and stock Deeplearning4j's does not; the first alone saves about a third of an \
      Iris-sized step. MB is the peak memory of the whole process.""";

  @Override
  public Section run(Session session) {
    List<String> notes = new ArrayList<>();
    List<Comparison> comparisons = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (Benchmark benchmark : session.benchmarks()) {
      for (int threads : session.threads()) {
        Comparison comparison =
            Comparison.measure(
                session,
                session.peers(),
                benchmark.workload(),
                threads,
                List.of(Phase.values()),
                session.pace(Pace.THOROUGH),
                notes);
        comparisons.add(comparison);
        for (Phase phase : Phase.values()) {
          rows.add(row(session, benchmark, comparison, phase));
        }
      }
    }
    Table table = new Table(header(session), rows);
    return new Section("steps", "One step beside others", METHOD, table, notes, comparisons);
  }

  private static List<String> header(Session session) {
    List<String> header = new ArrayList<>(List.of("network", "threads", "what"));
    session.peers().forEach(peer -> header.add(peer.title()));
    header.addAll(List.of("steps", "of DJL", "goal", "times stock", "goal"));
    session.peers().forEach(peer -> header.add("MB " + peer.key()));
    return header;
  }

  private static List<String> row(
      Session session, Benchmark benchmark, Comparison comparison, Phase phase) {
    List<String> row = new ArrayList<>();
    row.add(comparison.network());
    row.add(String.valueOf(comparison.threads()));
    row.add(phase.title());
    for (Peer peer : session.peers()) {
      Timing timing = comparison.timing(phase, peer);
      row.add(pair(timing.median(), timing.minimum()));
    }
    row.add(comparison.steps(phase, session.peers()));
    boolean training = phase == Phase.TRAINING;
    double goal = training ? benchmark.trainingGoal() : benchmark.inferenceGoal();
    row.add(pair(comparison.ratio(phase), comparison.ratioOfMinima(phase)));
    row.add(verdict("at most ", goal, comparison.ratio(phase), comparison.ratio(phase) <= goal));
    double times = comparison.timesStock(phase);
    double stockGoal = training ? benchmark.stockGoal() : Double.POSITIVE_INFINITY;
    row.add(number(times));
    row.add(verdict("at least ", stockGoal, times, times >= stockGoal));
    session.peers().forEach(peer -> row.add(megabytes(comparison.peak(peer))));
    return row;
  }

  private static String pair(double first, double second) {
    return Double.isNaN(first) ? Table.NOTHING : number(first) + " (" + number(second) + ")";
  }

  private static String verdict(String bound, double goal, double value, boolean met) {
    if (Double.isInfinite(goal) || Double.isNaN(value)) {
      return "";
    }
    return bound + goal + (met ? ", met" : ", missed");
  }
}
