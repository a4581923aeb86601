package org.menagerie.rnn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.core.Architecture;
import org.menagerie.core.InputShape;
import org.menagerie.core.Task;
import org.menagerie.core.Trained;
import org.menagerie.core.Trainer;
import org.menagerie.core.TrainingListener;
import org.menagerie.core.TrainingPlan;
import org.menagerie.testkit.TinyData;

/** Sequences of 5,000 steps are trained on in the memory that this project's tests have. */
class LongSequenceIT {
  private static final int STEPS = 5_000;

  static List<Architecture<?>> architectures() {
    return new RnnFamily().architectures();
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void fiveThousandStepsFitIntoMemory(Architecture<?> architecture) {
    // a label for every step keeps the most in memory
    TinyData data = TinyData.of(new InputShape.Sequence(STEPS, 3), TinyData.classPerStep(3));
    assertThat(trained(architecture, data).validation().loss()).isBetween(0.0, 10.0);
  }

  // with the widths that the defaults have
  private static <C extends Record> Trained trained(Architecture<C> architecture, TinyData data) {
    Task task = data.task();
    TrainingPlan plan = architecture.plan(task).with(Map.of("epochs", "1", "batch-size", "16"));
    return Trainer.train(
        architecture.build(architecture.defaults(task), task, plan),
        data.splits(1),
        plan,
        TrainingListener.NONE);
  }
}
