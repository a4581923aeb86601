package org.menagerie.core;

import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.memory.MemoryWorkspaceManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A finished training.
 *
 * @param network as it was after the best epoch
 * @param validation its score on the validation part
 * @param epochs epochs done
 * @param bestEpoch the epoch kept
 * @param seconds wall time of training, scoring the validation part included
 * @param examplesPerSecond training examples through the network in a second of that time
 */
public record Trained(
    ComputationGraph network,
    Score validation,
    int epochs,
    int bestEpoch,
    double seconds,
    double examplesPerSecond) {

  /**
   * Gives the network's memory back at once. Deeplearning4j's own {@code close} collects the whole
   * garbage besides, twice, which takes longer than training a small network.
   */
  public void release() {
    Stream.of(network.params(), network.getFlattenedGradients(), network.updaterState())
        .filter(array -> array != null && array.closeable())
        .forEach(INDArray::close);
    MemoryWorkspaceManager workspaces = Nd4j.getWorkspaceManager();
    List.copyOf(workspaces.getAllWorkspacesForCurrentThread())
        .forEach(workspaces::destroyWorkspace);
  }
}
