package org.menagerie.layers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.layers.kernel.Kernels;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Saved models of every layer, loaded by a process that has only the file. */
class FreshProcessTest {
  private static final DataType F = DataType.FLOAT;
  private static final int VOCABULARY = 11;

  @TempDir Path folder;

  /** Loads each model file given, and prints the bits of its answer. */
  public static void main(String[] files) throws IOException {
    for (String file : files) {
      ComputationGraph graph = ComputationGraph.load(new File(file), true);
      System.out.println("RESULT " + answer(graph));
    }
  }

  @Test
  void loadsEveryLayerAndPredictsTheSameBits() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.add("-Xmx512m");
    String kernels = System.getProperty(Kernels.PROPERTY);
    if (kernels != null) {
      command.add("-D" + Kernels.PROPERTY + "=" + kernels);
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(FreshProcessTest.class.getName());
    List<String> answers = new ArrayList<>();
    for (ComputationGraph graph : List.of(images(), tokens())) {
      for (int i = 0; i < 3; i++) {
        graph.fit(new DataSet(input(graph), Graphs.oneHot(F, 4, 3)));
      }
      Path file = folder.resolve(answers.size() + ".zip");
      graph.save(file.toFile(), true);
      command.add(file.toString());
      answers.add("RESULT " + answer(graph));
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output.lines().filter(line -> line.startsWith("RESULT "))).isEqualTo(answers);
  }

  @Test
  void noLayerIsLeftOut() throws IOException, URISyntaxException {
    Set<Class<?>> used =
        Stream.of(images(), tokens())
            .flatMap(graph -> graph.getConfiguration().getVertices().values().stream())
            .flatMap(FreshProcessTest::parts)
            .collect(Collectors.toSet());
    Path classes =
        Path.of(Dense.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolve("org/menagerie/layers");
    try (Stream<Path> files = Files.list(classes)) {
      assertThat(files.map(FreshProcessTest::load).filter(FreshProcessTest::isLayer))
          .hasSizeGreaterThan(15)
          .allMatch(used::contains);
    }
  }

  /** The bits of the answer to an input that depends on nothing but the graph's input type. */
  private static String answer(ComputationGraph graph) {
    float[] answer = graph.outputSingle(input(graph)).dup('c').data().asFloat();
    return Arrays.toString(
        IntStream.range(0, answer.length).map(i -> Float.floatToRawIntBits(answer[i])).toArray());
  }

  private static INDArray input(ComputationGraph graph) {
    return graph.getVertex("tokens") == null
        ? StepGraphs.sequences(F, 3, 4, 64, 2).reshape(4, 8, 8, 2)
        : StepGraphs.tokens(F, 3, VOCABULARY, 4, 6);
  }

  private static ComputationGraph images() {
    Convolution.Builder convolution = new Convolution.Builder(3, 3);
    convolution.nOut(4).convolutionMode(ConvolutionMode.Same).activation(Activation.RELU);
    return Graphs.of(
        F,
        InputType.convolutional(8, 8, 2, CNN2DFormat.NHWC),
        new FastAdam(0.01),
        g ->
            g.addLayer("first", convolution.build(), "in")
                .addLayer("norm", new BatchNorm.Builder().build(), "first")
                .addVertex("add", new ResidualAdd(true), "norm", "first")
                .addLayer("max", new Pooling.Builder(PoolingType.MAX, 2, 2).build(), "add")
                .addLayer(
                    "flat",
                    new Dense.Builder().nIn(64).nOut(5).build(),
                    new Flatten(4, 4, 4),
                    "max")
                .addLayer("cut", new PaddedShortcut.Builder(2, 6).build(), "max")
                .addLayer("mean", new GlobalPooling.Builder(PoolingType.AVG).build(), "cut")
                .addVertex("both", new MergeVertex(), "flat", "mean")
                .addLayer("out", new SoftmaxOutput.Builder().nOut(3).build(), "both")
                .setOutputs("out"));
  }

  private static ComputationGraph tokens() {
    Layer embedding = new TokenEmbedding.Builder().nIn(VOCABULARY).nOut(8).build();
    Layer attention =
        new Residual.Builder(
                new LayerNormalization.Builder().build(), new MultiHeadAttention.Builder(2).build())
            .build();
    return Graphs.of(
        F,
        InputType.recurrent(1),
        new FastAdam(0.01),
        g ->
            g.addLayer("tokens", embedding, "in")
                .addLayer("class", new ClassToken.Builder().build(), "tokens")
                .addLayer("waves", new SinusoidalPositions.Builder().build(), "class")
                .addLayer("positions", new LearnedPositions.Builder(9).build(), "waves")
                .addLayer("attention", attention, "positions")
                .addLayer("forward", new FeedForward.Builder(16).build(), "attention")
                .addLayer("lstm", new Lstm.Builder().nOut(5).build(), "forward")
                .addLayer("gru", new Gru.Builder().nOut(4).build(), "lstm")
                .addLayer("gru both", new BidirectionalGru.Builder().nOut(2).build(), "gru")
                .addLayer("both ways", new BidirectionalLstm.Builder().nOut(3).build(), "gru both")
                .addLayer("mean", new TimePooling(TimePooling.Mode.MEAN), "both ways")
                .addLayer("looked at", new AttentionPooling.Builder(3).build(), "both ways")
                .addVertex("joined", new MergeVertex(), "mean", "looked at")
                .addLayer(
                    "gelu",
                    new Dense.Builder().nOut(5).activation(new GeluActivation()).build(),
                    "joined")
                .addLayer("out", new SoftmaxOutput.Builder().nOut(3).build(), "gelu")
                .setOutputs("out"));
  }

  /** The class of a vertex, of its layer and of the layers inside that. */
  private static Stream<Class<?>> parts(GraphVertex vertex) {
    if (!(vertex instanceof LayerVertex layered)) {
      return Stream.of(vertex.getClass());
    }
    Layer layer = layered.getLayerConf().getLayer();
    return layer instanceof Residual residual
        ? Stream.concat(
            Stream.of(Residual.class), residual.getInner().stream().map(Object::getClass))
        : Stream.of(layer.getClass());
  }

  private static Class<?> load(Path file) {
    String name = file.getFileName().toString().replace(".class", "");
    try {
      return Class.forName("org.menagerie.layers." + name, false, Dense.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      return Object.class; // a package, or what describes one
    }
  }

  private static boolean isLayer(Class<?> type) {
    return (Layer.class.isAssignableFrom(type) || GraphVertex.class.isAssignableFrom(type))
        && !Modifier.isAbstract(type.getModifiers());
  }
}
