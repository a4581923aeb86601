package org.menagerie.benchmarks.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.benchmarks.workload.Examples;
import org.menagerie.benchmarks.workload.Mlp;
import org.menagerie.benchmarks.workload.Recurrent;
import org.menagerie.benchmarks.workload.ResNet;
import org.menagerie.benchmarks.workload.Transformer;
import org.menagerie.benchmarks.workload.Workload;

class NetworkTest {

  private static final List<Workload> SMALL =
      List.of(
          new Mlp(4, List.of(16), 3, true, 16),
          new Mlp(20, List.of(32, 16), 10, false, 7),
          new ResNet(1, 8, 5),
          new Recurrent(false, 3, 8, 11, 5),
          new Recurrent(true, 3, 8, 11, 5),
          new Transformer(1, 8, 2, 16, 7, 0, 5),
          new Transformer(2, 8, 2, 16, 7, 30, 5));

  static Stream<Arguments> everyPeerAndNetwork() {
    return Stream.of(Peer.values())
        .flatMap(peer -> SMALL.stream().map(workload -> Arguments.of(peer, workload)));
  }

  @ParameterizedTest
  @MethodSource("everyPeerAndNetwork")
  void trainingLowersTheLoss(Peer peer, Workload workload) {
    try (Network network = peer.build(workload, 1)) {
      network.load(Examples.of(workload, 1));
      double first = network.train();
      double last = first;
      for (int i = 0; i < 200 && last >= 0.9 * first; i++) {
        last = network.train();
      }
      assertThat(first).isBetween(0.5, 6.0);
      assertThat(last).isLessThan(0.9 * first);
    }
  }

  @ParameterizedTest
  @MethodSource("everyPeerAndNetwork")
  void inferenceGivesOneDistributionAnExample(Peer peer, Workload workload) {
    try (Network network = peer.build(workload, 1)) {
      network.load(Examples.of(workload, 1));
      float[] probabilities = network.infer();
      assertThat(probabilities).hasSize(workload.batch() * workload.classes());
      double sum = 0;
      for (float probability : probabilities) {
        sum += probability;
      }
      assertThat(sum).isCloseTo(workload.batch(), within(1e-3));
    }
  }

  @ParameterizedTest
  @MethodSource("everyPeerAndNetwork")
  void takesBatchesOfAnotherSize(Peer peer, Workload workload) {
    try (Network network = peer.build(workload, 1)) {
      for (int examples : new int[] {3, 1, 4}) {
        Workload other = workload.withBatch(examples);
        network.load(Examples.of(other, 1));
        assertThat(network.train()).isFinite();
        assertThat(network.infer()).hasSize(examples * workload.classes());
      }
    }
  }
}
