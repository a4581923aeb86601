package org.menagerie.rnn;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.core.Architecture;
import org.menagerie.core.InputShape;
import org.menagerie.core.Target;
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

    boolean isLstm() {
      return architecture.name().equals("lstm");
    }

    @Override
    public String toString() {
      return architecture.name() + " " + config + " " + data;
    }
  }

  /** What the defaults of the contract leave out: poolings, merges and two layers. */
  static List<Case<?>> everyPart() {
    return masked().stream()
        .filter(small -> small.data().task().input() instanceof InputShape.Sequence)
        .filter(small -> small.config().toString().matches(parts(small)))
        .toList();
  }

  private static String parts(Case<?> small) {
    Target target = small.data().task().target();
    if (target.perStep()) {
      return ".*";
    }
    boolean everyPooling = target instanceof Target.Classes && small.isLstm();
    return everyPooling ? ".*" : ".*merge=.*pooling=LAST.*";
  }

  /** All of them, on series that end early. */
  static List<Case<?>> masked() {
    List<Case<?>> cases = new ArrayList<>();
    for (TinyData data : TinyData.all()) {
      if (data.masked()) {
        for (Pooling pooling : poolings(data)) {
          add(cases, ForwardNetwork.lstm(), Fixed.forward(pooling, 4, 3), data);
          add(cases, ForwardNetwork.gru(), Fixed.forward(pooling, 4, 3), data);
          for (Merge merge : Merge.values()) {
            add(cases, new BidirectionalNetwork(), Fixed.both(merge, pooling, 4, 3), data);
          }
        }
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

  // with a label for every step there is nothing to pool
  private static Pooling[] poolings(TinyData data) {
    Target target = data.task().target();
    return target.perStep() ? new Pooling[] {Pooling.LAST} : Pooling.values();
  }
}
