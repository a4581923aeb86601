package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Saves and loads a graph through Deeplearning4j's JSON and model file. */
public final class RoundTrip {
  private RoundTrip() {}

  /** Asserts that a loaded copy has the same configuration and gives the same output. */
  public static void assertUnchanged(ComputationGraph graph, INDArray input) {
    ComputationGraph loaded = saveAndLoad(graph);
    assertThat(loaded.outputSingle(input)).isEqualTo(graph.outputSingle(input));
    String json = graph.getConfiguration().toJson();
    assertThat(ComputationGraphConfiguration.fromJson(json)).isEqualTo(graph.getConfiguration());
  }

  /** A copy that went through a model file, updater included. */
  public static ComputationGraph saveAndLoad(ComputationGraph graph) {
    try {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      ModelSerializer.writeModel(graph, file, true);
      return ModelSerializer.restoreComputationGraph(
          new ByteArrayInputStream(file.toByteArray()), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
