package org.menagerie.rnn;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.core.Architecture;
import org.menagerie.core.InputShape;
import org.menagerie.core.TrainingPlan;
import org.menagerie.testkit.TinyData;
import org.nd4j.linalg.api.buffer.DataType;

/** Networks of two layers: every architecture with every pooling, merge and target. */
final class SmallNetworks {
  private SmallNetworks() {}

  /** One network, not built yet. */
  record Case<C extends Record>(Architecture<C> architecture, C config, TinyData data) {
    ComputationGraph network(DataType type) {
      TrainingPlan plan = TrainingPlan.of(data.task().target());
      ComputationGraph network =
          new ComputationGraph(architecture.build(config, data.task(), plan));
      network.init();
      return network.getConfiguration().getDataType() == type
          ? network
          : network.convertDataType(type);
    }

    @Override
    public String toString() {
      return architecture.name() + " " + config + " " + data;
    }
  }

  /** What the defaults of the contract leave out: poolings, merges and two layers; short series. */
  static List<Case<?>> everyPart() {
    InputShape series = new InputShape.Sequence(3, 2);
    List<Case<?>> all = new ArrayList<>();
    all.addAll(networks(TinyData.of(series, TinyData.classes(2)).withMask(), Pooling.values()));
    all.removeIf(small -> !small.config().toString().matches(".*(LAST|merge=CONCAT).*"));
    all.addAll(networks(TinyData.of(series, TinyData.values(2)).withMask(), Pooling.ATTENTION));
    all.addAll(networks(TinyData.of(series, TinyData.classPerStep(2)).withMask(), Pooling.LAST));
    return all;
  }

  /** All of them, on series that end early. */
  static List<Case<?>> masked() {
    List<Case<?>> cases = new ArrayList<>();
    for (TinyData data : TinyData.all()) {
      if (data.masked()) {
        // with a label for every step there is nothing to pool
        boolean perStep = data.task().target().perStep();
        cases.addAll(perStep ? networks(data, Pooling.LAST) : networks(data, Pooling.values()));
      }
    }
    return cases;
  }

  private static List<Case<?>> networks(TinyData data, Pooling... poolings) {
    List<Case<?>> cases = new ArrayList<>();
    for (Pooling pooling : poolings) {
      add(cases, ForwardNetwork.lstm(), Fixed.forward(pooling, 4, 3), data);
      add(cases, ForwardNetwork.gru(), Fixed.forward(pooling, 4, 3), data);
      for (Merge merge : Merge.values()) {
        add(cases, new BidirectionalNetwork(), Fixed.both(merge, pooling, 4, 3), data);
      }
    }
    return cases;
  }

  private static <C extends Record> void add(
      List<Case<?>> to, Architecture<C> architecture, C config, TinyData data) {
    if (architecture.accepts(data.task())) {
      to.add(new Case<>(architecture, config, data));
    }
  }
}
