package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What holds for every network of these layers, whatever its kernels. */
class RobustnessTest {
  private static final int[] BATCHES = {8, 5, 8};

  @Test
  void anExampleIsAnsweredAlikeInBatchesOfAllSizes() {
    ComputationGraph graph = SmallResNet.build();
    INDArray x = SmallResNet.images(1, 16);
    INDArray together = graph.outputSingle(x);
    for (int batch : new int[] {1, 5, 16, 3}) {
      INDArray first = x.get(NDArrayIndex.interval(0, batch)).dup();
      INDArray expected = together.get(NDArrayIndex.interval(0, batch));
      Near.assertNear(graph.outputSingle(first), expected, 1e-5, "batch of " + batch);
    }
  }

  @Test
  void inferenceTakesInputsInAnyMemoryOrder() {
    // pooled sequences come in 'f' order, from a workspace that is closed at inference
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.recurrent(4))
                .addLayer("lstm", new Lstm.Builder().nOut(5).build(), "in")
                .addLayer("mean", new TimePooling(TimePooling.Mode.MEAN), "lstm")
                .addLayer("norm", new BatchNorm.Builder().build(), "mean")
                .addLayer("dense", new Dense.Builder().nOut(6).build(), "norm")
                .addLayer("out", new SoftmaxOutput.Builder().nOut(3).build(), "dense")
                .addLayer("straight", new SoftmaxOutput.Builder().nOut(3).build(), "mean")
                .setOutputs("out", "straight")
                .build());
    graph.init();
    INDArray x = Nd4j.rand(DataType.FLOAT, 6, 4, 7);
    INDArray[] alone = graph.output(x);
    Map<String, INDArray> kept = graph.feedForward(x, false);
    Near.assertNear(alone[0], kept.get("out"), 1e-6, "out");
    Near.assertNear(alone[1], kept.get("straight"), 1e-6, "straight");
  }

  @Test
  void twoNetworksInTwoThreadsTrainAsOneAlone() throws Exception {
    Callable<INDArray> training =
        () -> {
          ComputationGraph graph = SmallResNet.build();
          INDArray x = SmallResNet.images(1, 8);
          INDArray labels = Graphs.oneHot(x.dataType(), 8, 3);
          for (int i = 0; i < 30; i++) {
            graph.fit(new DataSet(x, labels));
          }
          return graph.params().dup();
        };
    INDArray alone = training.call();
    List<INDArray> results = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    for (Future<INDArray> result : pool.invokeAll(List.of(training, training))) {
      results.add(result.get());
    }
    pool.shutdown();
    for (INDArray result : results) {
      Near.assertNear(result, alone, 1e-5, "parameters");
    }
  }

  @Test
  void theReferenceKernelsCanBeForcedAndTrainAlike() throws IOException, InterruptedException {
    assertThat(child(System.getProperty("java.class.path"), "-Dmenagerie.kernels=nd4j"))
        .contains("KERNELS ND4J")
        .doesNotContain("oneDNN cannot be used");
  }

  @Test
  void misspeltKernelsAreNamedInOneLine() throws IOException, InterruptedException {
    Process process = start(System.getProperty("java.class.path"), "-Dmenagerie.kernels=mkl");
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isNotZero();
    assertThat(output)
        .contains("menagerie.kernels must be onednn or nd4j, was \"mkl\"")
        .doesNotContain("ExceptionInInitializerError");
  }

  @Test
  void withoutOneDnnOneLineSaysSoAndTrainingIsTheSame() throws IOException, InterruptedException {
    String without =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(path -> !path.contains("dnnl-"))
            .collect(Collectors.joining(File.pathSeparator));
    assertThat(child(without).lines().filter(line -> line.contains("oneDNN cannot be used")))
        .hasSize(1);
  }

  /** The output of a process that trains the network, its result compared with this process's. */
  private static String child(String classPath, String... options)
      throws IOException, InterruptedException {
    Process process = start(classPath, options);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    ComputationGraph graph = SmallResNet.build();
    SmallResNet.train(graph, BATCHES);
    String result =
        output.lines().filter(line -> line.startsWith("RESULT ")).findFirst().orElseThrow();
    assertThat(Double.parseDouble(result.substring("RESULT ".length())))
        .isCloseTo(SmallResNet.summary(graph), within(1e-4));
    return output;
  }

  private static Process start(String classPath, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.add("-Xmx1g");
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath, SmallResNet.class.getName()));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
