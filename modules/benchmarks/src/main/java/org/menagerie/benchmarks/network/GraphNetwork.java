package org.menagerie.benchmarks.network;

import java.util.function.Consumer;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.benchmarks.workload.Examples;
import org.menagerie.layers.FastFit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A ComputationGraph, trained through the fit that every Deeplearning4j user calls, or as the zoo's
 * trainer does it.
 */
final class GraphNetwork implements Network {

  private final ComputationGraph graph;
  private final Function<Examples, INDArray> layout;
  private Consumer<DataSet> step;
  private DataSet batch;

  /**
   * Initialises a graph.
   *
   * @param layout puts the features of a batch into the order that the graph's input has
   */
  GraphNetwork(ComputationGraphConfiguration configuration, Function<Examples, INDArray> layout) {
    this.graph = new ComputationGraph(configuration);
    this.graph.init();
    this.layout = layout;
    this.step = graph::fit;
  }

  /** The same for a graph that is trained as the zoo's trainer does it. */
  static GraphNetwork ours(
      ComputationGraphConfiguration configuration, Function<Examples, INDArray> layout) {
    GraphNetwork network = new GraphNetwork(configuration, layout);
    network.step = new FastFit(network.graph)::fit;
    return network;
  }

  @Override
  public void load(Examples examples) {
    free();
    int classes = examples.workload().classes();
    INDArray labels = Nd4j.zeros(DataType.FLOAT, examples.labels().length, classes);
    for (int i = 0; i < examples.labels().length; i++) {
      labels.putScalar(i, examples.labels()[i], 1.0);
    }
    batch = new DataSet(layout.apply(examples), labels);
  }

  @Override
  public double train() {
    step.accept(batch);
    return graph.score();
  }

  @Override
  public float[] infer() {
    return graph.outputSingle(batch.getFeatures()).data().asFloat();
  }

  @Override
  public long parameters() {
    return graph.numParams();
  }

  @Override
  public void close() {
    free();
  }

  /**
   * Frees a batch at once: otherwise it lives until the collector runs, and a leak could hide
   * behind it.
   */
  private void free() {
    if (batch != null) {
      batch.getFeatures().close();
      batch.getLabels().close();
    }
  }
}
