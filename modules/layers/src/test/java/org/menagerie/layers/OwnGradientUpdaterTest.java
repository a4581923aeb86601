package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;

class OwnGradientUpdaterTest {
  @Test
  void trainingIsBitForBitTheSame() {
    ComputationGraph stock = SmallResNet.build();
    ComputationGraph ours = SmallResNet.build();
    OwnGradientUpdater.install(ours);
    assertThat(ours.getUpdater()).isInstanceOf(OwnGradientUpdater.class);
    assertThat(stock.getUpdater()).isNotInstanceOf(OwnGradientUpdater.class);
    SmallResNet.train(stock, 8, 5, 8);
    SmallResNet.train(ours, 8, 5, 8);
    assertThat(ours.params()).isEqualTo(stock.params());
  }

  @Test
  void stateIsTakenOverAndSaved() {
    ComputationGraph stock = SmallResNet.build();
    ComputationGraph ours = SmallResNet.build();
    SmallResNet.train(stock, 8, 5);
    SmallResNet.train(ours, 8, 5);
    OwnGradientUpdater.install(ours);
    SmallResNet.train(stock, 7);
    SmallResNet.train(ours, 7);
    ComputationGraph loaded = RoundTrip.saveAndLoad(ours);
    SmallResNet.train(stock, 3);
    SmallResNet.train(loaded, 3);
    assertThat(loaded.params()).isEqualTo(stock.params());
  }
}
