package org.menagerie.benchmarks.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.benchmarks.network.Peer;
import org.menagerie.benchmarks.workload.Catalogue;
import org.menagerie.benchmarks.workload.Workload;

class WorkerTest {

  private static final Workload IRIS = Catalogue.IRIS;

  @TempDir Path folder;

  @Test
  void everyMessageSurvivesItsLine() {
    for (Request request :
        List.of(
            new Request.Steps(Phase.INFERENCE, 3),
            new Request.Run(2, 500),
            new Request.Load(Phase.TRAINING, Catalogue.CLASSIFIER.withSteps(5), 7),
            new Request.Memory(true))) {
      String line = Messages.write(request);
      assertThat(line).doesNotContain("\n");
      assertThat(Messages.read(line, Request.class)).isEqualTo(request);
    }
    for (Reply reply :
        List.of(
            new Reply.Ready(131),
            new Reply.Counted(2.5),
            new Reply.Loaded(),
            new Reply.Measured(new MemoryUse(5, 4, 3, 2, 1)),
            new Reply.Failed("no\nmemory"))) {
      assertThat(Messages.read(Messages.write(reply), Reply.class)).isEqualTo(reply);
    }
    Catalogue.ALL.forEach(
        benchmark ->
            assertThat(Messages.read(Messages.write(benchmark.workload()), Workload.class))
                .isEqualTo(benchmark.workload()));
  }

  @Test
  void aWorkerAnswersEveryRequest() {
    try (WorkerProcess worker = start(List.of("-Xmx512m", Jvm.TRACKING))) {
      assertThat(worker.parameters()).isEqualTo(4 * 16 + 16 + 16 * 3 + 3);
      assertThat(worker.time(Phase.TRAINING, 3)).hasSize(3).doesNotContain(0);
      assertThat(worker.stepsPerSecond(2, 100)).isPositive();
      worker.stepOn(Phase.INFERENCE, IRIS.withBatch(1), 1);
      MemoryUse memory = worker.memoryTrimmed();
      assertThat(memory.jvm()).isBetween(20_000_000L, memory.resident());
      assertThat(memory.trimmed()).isBetween(1L, memory.resident() + 1_000_000);
    }
  }

  @Test
  void aWorkerThatCannotStartSaysSo() throws Exception {
    assertThatThrownBy(() -> start(List.of("-XX:NoSuchOption")))
        .isInstanceOf(WorkerException.class)
        .hasMessage("Menagerie, " + IRIS.title() + ": ended with code 1");
    assertThat(Files.readString(folder.resolve("log"))).contains("NoSuchOption");
  }

  @Test
  void theJvmsOwnMemoryIsWithoutHeapThreadsAndBuffers() {
    String summary =
        """
        Total: reserved=2000KB, committed=1500KB
        -                 Java Heap (reserved=1000KB, committed=600KB)
        -                     Class (reserved=500KB, committed=400KB)
                                    (mmap: reserved=490KB, committed=390KB)
        -                    Thread (reserved=90KB, committed=80KB)
        -                  Compiler (reserved=70KB, committed=70KB)
        -                  Internal (reserved=7KB, committed=7KB)
        -                     Other (reserved=300KB, committed=300KB)
        -               Arena Chunk (reserved=30KB, committed=30KB)
        """;
    assertThat(Jvm.ownBytes(summary)).isEqualTo((400 + 70 + 30) * 1024);
    assertThat(Jvm.ownBytes("Native memory tracking is not enabled")).isZero();
  }

  private WorkerProcess start(List<String> options) {
    return new WorkerProcess(Peer.MENAGERIE, IRIS, 1, folder.resolve("log").toFile(), options);
  }
}
