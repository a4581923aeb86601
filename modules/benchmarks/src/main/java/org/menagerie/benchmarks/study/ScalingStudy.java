package org.menagerie.benchmarks.study;

import static org.menagerie.benchmarks.report.Table.megabytes;
import static org.menagerie.benchmarks.report.Table.number;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.menagerie.benchmarks.network.Peer;
import org.menagerie.benchmarks.report.Section;
import org.menagerie.benchmarks.report.Table;
import org.menagerie.benchmarks.worker.Phase;
import org.menagerie.benchmarks.workload.Catalogue;
import org.menagerie.benchmarks.workload.Mlp;
import org.menagerie.benchmarks.workload.ResNet;
import org.menagerie.benchmarks.workload.Workload;

/** How time and memory of a training step grow with batch, time steps, width and depth. */
public final class ScalingStudy implements Study {

  private static final String METHOD =
      """
      Milliseconds of a training step (median), and peak memory of the process in MB, as one size \
      of a network grows and the others stay; "steps" is how many were timed of each peer, in the \
      order of the columns. Measured with one thread, taking turns as above. Stock \
      Deeplearning4j is left out: it would take most of the time.""";

  /** Networks that differ in one size. */
  private record Series(String axis, List<? extends Workload> workloads) {}

  /** One point of a series, for the JSON. */
  private record Point(String axis, Comparison comparison) {}

  @Override
  public Section run(Session session) {
    List<String> notes = new ArrayList<>();
    List<Point> points = new ArrayList<>();
    for (Series series : series()) {
      for (Workload workload : ends(session, series.workloads())) {
        Comparison comparison =
            Comparison.measure(
                session,
                session.fastPeers(),
                workload,
                1,
                List.of(Phase.TRAINING),
                session.pace(Pace.BRISK),
                notes);
        points.add(new Point(series.axis(), comparison));
      }
    }
    return new Section("scaling", "Scaling", METHOD, table(session, points), notes, points);
  }

  private static List<Series> series() {
    return List.of(
        new Series("batch", batches(Catalogue.MLP, 1, 16, 128, 1024)),
        new Series("batch", batches(Catalogue.RESNET, 1, 8, 64, 128)),
        new Series("batch", batches(Catalogue.LSTM, 1, 8, 64, 256)),
        new Series("batch", batches(Catalogue.BLOCK, 1, 8, 32, 128)),
        new Series(
            "time steps",
            sizes(64, 128, 256, 512, 1024, 2048)
                .mapToObj(steps -> Catalogue.LSTM.withBatch(16).withSteps(steps))
                .toList()),
        new Series(
            "time steps",
            sizes(64, 128, 256, 512, 1024, 2048)
                .mapToObj(steps -> Catalogue.BLOCK.withBatch(4).withSteps(steps))
                .toList()),
        new Series(
            "width",
            sizes(64, 256, 1024, 2048)
                .mapToObj(units -> new Mlp(784, List.of(units, units), 10, false, 128))
                .toList()),
        new Series("width", sizes(32, 64, 256, 512).mapToObj(Catalogue.LSTM::withHidden).toList()),
        new Series("width", sizes(64, 128, 256, 512).mapToObj(Catalogue.BLOCK::withWidth).toList()),
        new Series(
            "depth", sizes(1, 3, 5, 9).mapToObj(blocks -> new ResNet(blocks, 32, 64)).toList()),
        new Series("depth", sizes(1, 2, 4, 8).mapToObj(Catalogue.CLASSIFIER::withBlocks).toList()));
  }

  private static List<Workload> batches(Workload workload, int... sizes) {
    return sizes(sizes).mapToObj(workload::withBatch).toList();
  }

  private static IntStream sizes(int... sizes) {
    return IntStream.of(sizes);
  }

  /** In a hurry the two smallest points show that everything works. */
  private static List<? extends Workload> ends(Session session, List<? extends Workload> all) {
    return session.quick() ? all.subList(0, 2) : all;
  }

  private static Table table(Session session, List<Point> points) {
    List<String> header = new ArrayList<>(List.of("series", "network"));
    session.fastPeers().forEach(peer -> header.add(peer.title()));
    header.addAll(List.of("steps", "of DJL"));
    session.fastPeers().forEach(peer -> header.add("MB " + peer.key()));
    List<List<String>> rows = new ArrayList<>();
    for (Point point : points) {
      Comparison comparison = point.comparison();
      List<String> row = new ArrayList<>(List.of(point.axis(), comparison.network()));
      for (Peer peer : session.fastPeers()) {
        row.add(number(comparison.timing(Phase.TRAINING, peer).median()));
      }
      row.add(comparison.steps(Phase.TRAINING, session.fastPeers()));
      row.add(number(comparison.ratio(Phase.TRAINING)));
      session.fastPeers().forEach(peer -> row.add(megabytes(comparison.peak(peer))));
      rows.add(row);
    }
    return new Table(header, rows);
  }
}
