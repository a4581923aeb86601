package org.menagerie.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.junit.jupiter.api.Test;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.Score;
import org.menagerie.core.Splits;
import org.menagerie.core.Target;
import org.menagerie.core.Task;
import org.menagerie.core.Trained;
import org.menagerie.core.Trainer;
import org.menagerie.core.TrainingListener;
import org.menagerie.core.TrainingPlan;
import org.menagerie.layers.TokenEmbedding;
import org.menagerie.testkit.DigitSequences.Answer;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

final class DigitSequencesTest {
  private static final int DIGITS = 3;

  @Test
  void theAnswerFollowsTheSeparatorAndIsMaskedIn() {
    DigitSequences train = (DigitSequences) splits(Answer.SORTED).train();
    char[] question = train.question(4).toCharArray();
    String answer = train.answer(4);
    DataSet one = train.batch(new int[] {4});
    assertThat(one.getFeatures().toFloatVector())
        .containsExactly(
            token(question[0]),
            token(question[1]),
            token(question[2]),
            12,
            token(answer.charAt(0)),
            token(answer.charAt(1)));
    assertThat(one.getLabels().argMax(1).toIntVector())
        .containsExactly(
            question[1] - '0',
            question[2] - '0',
            10,
            answer.charAt(0) - '0',
            answer.charAt(1) - '0',
            answer.charAt(2) - '0');
    assertThat(one.getLabelsMaskArray().toFloatVector()).containsExactly(0, 0, 0, 1, 1, 1);
    assertThat(answer.chars().sorted().toArray()).isEqualTo(answer.chars().toArray());
  }

  private static float token(char digit) {
    return 2 + digit - '0';
  }

  @Test
  void noQuestionIsInTwoParts() {
    Splits splits = splits(Answer.COPIED);
    Set<String> seen = new HashSet<>();
    for (Examples part : new Examples[] {splits.train(), splits.validation(), splits.test()}) {
      DigitSequences digits = (DigitSequences) part;
      for (int row = 0; row < part.size(); row++) {
        assertThat(seen.add(digits.question(row))).isTrue();
        assertThat(digits.answer(row)).isEqualTo(digits.question(row));
      }
    }
  }

  @Test
  void whatTheMaskHidesIsNeitherLearnedNorCounted() {
    Splits splits = splits(Answer.SORTED);
    Splits spoilt =
        new Splits(
            new Spoilt(splits.train()), new Spoilt(splits.validation()), new Spoilt(splits.test()));
    Trained right = train(splits);
    Trained wrong = train(spoilt);
    assertThat(wrong.network().params()).isEqualTo(right.network().params());
    assertThat(wrong.validation()).isEqualTo(right.validation());
    assertThat(((Score.Classification) right.validation()).total())
        .isEqualTo((long) DIGITS * splits.validation().size());
  }

  private static Splits splits(Answer answer) {
    return DigitSequences.splits(answer, DIGITS, 40, 10, 5);
  }

  private static Trained train(Splits splits) {
    Task task = splits.task();
    TrainingPlan plan = TrainingPlan.of(task.target()).with(Map.of("epochs", "3", "patience", "0"));
    int vocabulary = ((InputShape.Tokens) task.input()).vocabulary();
    ComputationGraphConfiguration network =
        plan.network(task)
            .graphBuilder()
            .addInputs("input")
            .addLayer(
                "tokens", new TokenEmbedding.Builder().nIn(vocabulary).nOut(4).build(), "input")
            .addLayer("output", plan.loss().outputLayer(task.target()).nIn(4).build(), "tokens")
            .setOutputs("output")
            .build();
    return Trainer.train(network, splits, plan, TrainingListener.NONE);
  }

  /** The same, but for labels that say nothing where they do not count. */
  private record Spoilt(Examples examples) implements Examples {
    @Override
    public InputShape input() {
      return examples.input();
    }

    @Override
    public Target target() {
      return examples.target();
    }

    @Override
    public int size() {
      return examples.size();
    }

    @Override
    public DataSet batch(int[] rows) {
      DataSet batch = examples.batch(rows);
      INDArrayIndex hidden = NDArrayIndex.interval(0, DIGITS);
      batch.getLabels().get(NDArrayIndex.all(), NDArrayIndex.all(), hidden).assign(0);
      batch.getLabels().get(NDArrayIndex.all(), NDArrayIndex.point(7), hidden).assign(1);
      return batch;
    }
  }
}
