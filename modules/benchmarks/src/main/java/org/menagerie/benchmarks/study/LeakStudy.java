package org.menagerie.benchmarks.study;

import static org.menagerie.benchmarks.report.Table.megabytes;
import static org.menagerie.benchmarks.report.Table.number;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.menagerie.benchmarks.network.Peer;
import org.menagerie.benchmarks.report.Section;
import org.menagerie.benchmarks.report.Table;
import org.menagerie.benchmarks.worker.MemoryUse;
import org.menagerie.benchmarks.worker.WorkerProcess;
import org.menagerie.benchmarks.workload.Mlp;
import org.menagerie.benchmarks.workload.Recurrent;
import org.menagerie.benchmarks.workload.ResNet;
import org.menagerie.benchmarks.workload.Transformer;
import org.menagerie.benchmarks.workload.Workload;

/** Whether memory outside the Java heap grows while shapes change from step to step. */
public final class LeakStudy implements Study {

  private static final double GOAL_BYTES = 20e6;
  private static final int SAMPLES = 10;

  /** The heap has all its memory from the start, so whatever the process gains is outside it. */
  private static final List<String> FIXED_HEAP =
      List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

  private static final String METHOD =
      """
      Growth of the process's memory, the Java heap being fixed and touched beforehand, over \
      training steps of this project whose number of examples (1 to 16) and, where there is time, \
      of time steps (1 to 64) changes at random with every step. The first tenth is warm-up; \
      growth is from there to the end, and must stay below 20 MB. It counts the JVM's own \
      compiled code as well.""";

  /** A network and the memory it had at equal distances in time. */
  private record Growth(String network, int steps, List<MemoryUse> samples) {

    long bytes() {
      return samples.get(samples.size() - 1).resident() - samples.get(0).resident();
    }

    long arrayBytes() {
      return samples.get(samples.size() - 1).arrays() - samples.get(0).arrays();
    }
  }

  @Override
  public Section run(Session session) {
    int steps = session.quick() ? 500 : 10_000;
    List<Workload> workloads =
        List.of(
            new Mlp(784, List.of(64, 64), Workload.TEN_CLASSES, false, 16),
            new ResNet(1, 16, 16),
            new Recurrent(false, 16, 32, 64, 16),
            new Recurrent(true, 16, 32, 64, 16),
            new Transformer(2, 32, 4, 64, 64, 100, 16));
    List<Growth> found = new ArrayList<>();
    for (Workload workload : workloads) {
      session.progress().accept(workload.title() + ", " + steps + " steps of changing shape");
      found.add(measure(session, workload, steps));
    }
    List<String> header = List.of("network up to", "steps", "MB gained", "in arrays", "goal");
    Table table = new Table(header, found.stream().map(LeakStudy::row).toList());
    return new Section("leak", "Changing shapes", METHOD, table, List.of(), found);
  }

  private static Growth measure(Session session, Workload workload, int steps) {
    Random random = new Random(7);
    List<MemoryUse> samples = new ArrayList<>();
    try (WorkerProcess worker = session.start(Peer.MENAGERIE, workload, 1, FIXED_HEAP)) {
      for (int step = 1; step <= steps; step++) {
        worker.trainOn(reshaped(workload, random), step);
        if (step % (steps / SAMPLES) == 0) {
          samples.add(worker.memory());
        }
      }
    }
    return new Growth(workload.title(), steps, samples);
  }

  private static Workload reshaped(Workload workload, Random random) {
    Workload other = workload.withBatch(1 + random.nextInt(workload.batch()));
    if (other instanceof Recurrent net) {
      return net.withSteps(1 + random.nextInt(net.steps()));
    }
    if (other instanceof Transformer net) {
      return net.withSteps(1 + random.nextInt(net.steps()));
    }
    return other;
  }

  private static List<String> row(Growth growth) {
    return List.of(
        growth.network(),
        String.valueOf(growth.steps()),
        megabytes((double) growth.bytes()),
        number(growth.arrayBytes() / 1e6),
        "below 20" + (growth.bytes() < GOAL_BYTES ? ", met" : ", missed"));
  }
}
