package org.menagerie.benchmarks.study;

import static org.menagerie.benchmarks.report.Table.number;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.menagerie.benchmarks.network.Peer;
import org.menagerie.benchmarks.report.Section;
import org.menagerie.benchmarks.report.Table;
import org.menagerie.benchmarks.worker.MemoryUse;
import org.menagerie.benchmarks.worker.Phase;
import org.menagerie.benchmarks.worker.WorkerException;
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
  private static final long WARM_NANOS = 30_000_000_000L;

  /** Every so many training steps one example is predicted. */
  private static final int PREDICT_EVERY = 10;

  /** The heap has all its memory from the start, so whatever the process gains is outside it. */
  private static final List<String> JVM =
      List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch", WorkerProcess.TELLS_ITS_OWN_MEMORY);

  private static final String METHOD =
      """
      Growth of the process's memory in MB, the Java heap being fixed and touched beforehand, over \
      10,000 training steps of this project whose shape changes with every step: 1 to 16 examples \
      and, where there is time, 1 to 64 time steps, every shape once in each round, in random \
      order; after every tenth step one example is predicted. They follow a warm-up of two rounds, \
      2,000 steps and 30 seconds at least. "resident" is what the system says. It swings by tens \
      of MB with the JVM's compilers, whose memory malloc keeps for later: "JVM" is what the JVM \
      says it has committed for compilers, compiled code, classes, symbols, its collector and \
      their arenas; threads, direct buffers and whatever else it counts stay out, for a leak \
      could be among them. "given back" is what is resident after malloc has returned its free \
      pages, at both ends, and "held" is "given back" without "JVM", and "arrays" at least: what \
      libraries, ND4J, the layers and their threads have gained, which must be less than 20 MB. \
      "arrays" is the part of it in ND4J's arrays and workspaces and in the layers' buffers.""";

  /** Networks small enough for a few minutes each, by the name that `--networks` takes. */
  private static final Map<String, Workload> WORKLOADS = new LinkedHashMap<>();

  static {
    WORKLOADS.put("mlp", new Mlp(784, List.of(64, 64), Workload.TEN_CLASSES, false, 16));
    WORKLOADS.put("resnet", new ResNet(1, 16, 16));
    WORKLOADS.put("lstm", new Recurrent(false, 16, 32, 64, 16));
    WORKLOADS.put("bilstm", new Recurrent(true, 16, 32, 64, 16));
    WORKLOADS.put("classifier", new Transformer(2, 32, 4, 64, 64, 100, 16));
  }

  /** A network's steps after warm-up, and the memory before, between and after them. */
  record Growth(String network, int threads, int warmUp, int steps, List<MemoryUse> samples) {

    /**
     * What the process gained besides the JVM's own memory and malloc's free pages. The JVM counts
     * what it has committed, which may be more than is resident; arrays are held for certain.
     */
    long held() {
      return Math.max(of(MemoryUse::trimmed) - of(MemoryUse::jvm), of(MemoryUse::arrays));
    }

    long of(ToLongFunction<MemoryUse> part) {
      return part.applyAsLong(samples.get(samples.size() - 1)) - part.applyAsLong(samples.get(0));
    }
  }

  @Override
  public Section run(Session session) {
    List<Growth> found = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (var benchmark : session.benchmarks()) {
      Workload workload = WORKLOADS.get(benchmark.name());
      if (workload == null) {
        continue;
      }
      for (int threads : session.threads()) {
        session.progress().accept(workload.title() + ", steps of changing shape");
        try {
          found.add(measure(session, workload, threads));
        } catch (WorkerException e) {
          notes.add(e.getMessage());
        }
      }
    }
    List<String> header =
        List.of(
            "network up to",
            "threads",
            "warm-up",
            "steps",
            "resident",
            "given back",
            "JVM",
            "held",
            "arrays",
            "goal");
    Table table = new Table(header, found.stream().map(LeakStudy::row).toList());
    return new Section("leak", "Changing shapes", METHOD, table, notes, found);
  }

  private static Growth measure(Session session, Workload workload, int threads) {
    List<Workload> shapes = shapes(workload, session.quick() ? 16 : 1);
    int steps = session.quick() ? 500 : 10_000;
    Random random = new Random(7);
    List<MemoryUse> samples = new ArrayList<>();
    int warmUp = 0;
    try (WorkerProcess worker = session.start(Peer.MENAGERIE, workload, threads, JVM)) {
      long start = System.nanoTime();
      while (warmUp < Math.max(steps / 5, 2 * shapes.size())
          || System.nanoTime() - start < (session.quick() ? 0 : WARM_NANOS)) {
        step(worker, shapes, warmUp++, random);
      }
      samples.add(worker.memoryTrimmed());
      for (int done = 1; done <= steps; done++) {
        step(worker, shapes, warmUp + done - 1, random);
        if (done % (steps / SAMPLES) == 0) {
          samples.add(done == steps ? worker.memoryTrimmed() : worker.memory());
        }
      }
    }
    return new Growth(workload.title(), threads, warmUp, steps, samples);
  }

  private static void step(WorkerProcess worker, List<Workload> shapes, int step, Random random) {
    int turn = step % shapes.size();
    if (turn == 0) {
      Collections.shuffle(shapes, random);
    }
    Workload shape = shapes.get(turn);
    worker.stepOn(Phase.TRAINING, shape, step);
    if (step % PREDICT_EVERY == 0) {
      worker.stepOn(Phase.INFERENCE, shape.withBatch(1), step);
    }
  }

  /** Every number of examples up to the workload's, with every so many-th length of sequences. */
  static List<Workload> shapes(Workload workload, int lengthsApart) {
    List<Workload> shapes = new ArrayList<>();
    for (int examples = 1; examples <= workload.batch(); examples++) {
      Workload batch = workload.withBatch(examples);
      if (batch instanceof Recurrent net) {
        for (int length = net.steps(); length > 0; length -= lengthsApart) {
          shapes.add(net.withSteps(length));
        }
      } else if (batch instanceof Transformer net) {
        for (int length = net.steps(); length > 0; length -= lengthsApart) {
          shapes.add(net.withSteps(length));
        }
      } else {
        shapes.add(batch);
      }
    }
    return shapes;
  }

  private static List<String> row(Growth growth) {
    return List.of(
        growth.network(),
        String.valueOf(growth.threads()),
        String.valueOf(growth.warmUp()),
        String.valueOf(growth.steps()),
        number(growth.of(MemoryUse::resident) / 1e6),
        number(growth.of(MemoryUse::trimmed) / 1e6),
        number(growth.of(MemoryUse::jvm) / 1e6),
        number(growth.held() / 1e6),
        number(growth.of(MemoryUse::arrays) / 1e6),
        "below 20" + (growth.held() < GOAL_BYTES ? ", met" : ", missed"));
  }
}
