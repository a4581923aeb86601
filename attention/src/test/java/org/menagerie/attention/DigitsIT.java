package org.menagerie.attention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.menagerie.core.Score;
import org.menagerie.core.Scorer;
import org.menagerie.core.Settings;
import org.menagerie.core.Splits;
import org.menagerie.core.Task;
import org.menagerie.core.Trained;
import org.menagerie.core.Trainer;
import org.menagerie.core.TrainingListener;
import org.menagerie.core.TrainingPlan;
import org.menagerie.testkit.DigitSequences;
import org.menagerie.testkit.DigitSequences.Answer;

/** What only attention to the right steps can tell is learned without one mistake. */
class DigitsIT {
  private static final int DIGITS = 4;

  @ParameterizedTest
  @EnumSource(Answer.class)
  void sequencesNeverSeenAreAnsweredExactly(Answer answer) {
    Splits splits = DigitSequences.splits(answer, DIGITS, 2_000, 500, 3);
    Task task = splits.task();
    TransformerNetwork architecture = TransformerNetwork.causal();
    TransformerConfig config =
        Settings.with(
            architecture.defaults(task), Map.of("dropout", "0", "attention-dropout", "0"));
    TrainingPlan plan = architecture.plan(task).withEpochs(20);
    Trained trained =
        Trainer.train(architecture.build(config, task, plan), splits, plan, TrainingListener.NONE);
    Score.Classification test =
        (Score.Classification) new Scorer(trained.network(), plan.loss()).score(splits.test());
    assertThat(test.accuracy()).isEqualTo(1);
  }
}
