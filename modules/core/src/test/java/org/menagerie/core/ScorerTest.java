package org.menagerie.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.menagerie.core.Fixtures.Rows;
import org.menagerie.core.Fixtures.Whole;
import org.menagerie.core.Target.Value;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class ScorerTest {
  private static final double ERROR = 1e-6;

  @Test
  void lossAndCountsAreThoseOfTheOutputs() {
    // logits are the three inputs themselves
    float[][] logits = {{2, 0, 0}, {0, 1, 0}, {0, 3, 0}};
    float[][] labels = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    Rows rows = new Rows(new InputShape.Features(3), Fixtures.CLASSES, logits, labels);
    Score.Classification score =
        (Score.Classification) new Scorer(softmax(), Loss.CROSS_ENTROPY).score(rows);
    double loss =
        -2 + Math.log(Math.exp(2) + 2) - 1 + Math.log(Math.exp(1) + 2) + Math.log(Math.exp(3) + 2);
    assertThat(score.loss()).isCloseTo(loss / 3, within(ERROR));
    assertThat(score.confusion())
        .containsExactly(List.of(1L, 0L, 0L), List.of(0L, 1L, 0L), List.of(0L, 1L, 0L));
  }

  @Test
  void theLossIsTheSameInOneBatchOrMany() {
    Rows few = Fixtures.clusters(12, 5, 0);
    Rows many = few.repeated(50); // 600 examples: three batches, the last one smaller
    ComputationGraph network = new ComputationGraph(Fixtures.dense(plan(), 30));
    network.init();
    Score small = new Scorer(network, Loss.CROSS_ENTROPY).score(few);
    Score large = new Scorer(network, Loss.CROSS_ENTROPY).score(many);
    assertThat(large.loss()).isCloseTo(small.loss(), within(ERROR));
    assertThat(((Score.Classification) large).total()).isEqualTo(600);
  }

  @ParameterizedTest
  @EnumSource
  void aProbabilityThatUnderflowsCostsMuchAndNotInfinitely(Loss loss) {
    float[][] logits = {{500, 0, 0}, {500, 0, 0}};
    float[][] labels = {{1, 0, 0}, {0, 1, 0}};
    Rows rows = new Rows(new InputShape.Features(3), Fixtures.CLASSES, logits, labels);
    assertThat(new Scorer(softmax(), loss).score(rows).loss()).isFinite().isPositive();
  }

  @Test
  void anOutputThatIsNoNumberGivesALossThatIsNone() {
    float[][] logits = {{Float.NaN, 0, 0}};
    Rows rows =
        new Rows(new InputShape.Features(3), Fixtures.CLASSES, logits, new float[][] {{1, 0, 0}});
    assertThat(new Scorer(softmax(), Loss.CROSS_ENTROPY).score(rows).loss()).isNaN();
  }

  @Test
  void stepsAreCountedWhereTheMaskIsSet() {
    // two examples of three steps; logits are the inputs; the second ends after one step
    INDArray features = Nd4j.create(2, 2, 3);
    INDArray labels = Nd4j.create(2, 2, 3);
    int[][] truth = {{0, 1, 1}, {1, 0, 0}};
    int[][] said = {{0, 1, 0}, {1, 1, 1}};
    for (int n = 0; n < 2; n++) {
      for (int t = 0; t < 3; t++) {
        features.putScalar(n, said[n][t], t, 1);
        labels.putScalar(n, truth[n][t], t, 1);
      }
    }
    INDArray mask = Nd4j.createFromArray(new float[][] {{1, 1, 1}, {1, 0, 0}});
    Target.ClassPerStep target = new Target.ClassPerStep(List.of("a", "b"));
    InputShape.Sequence shape = new InputShape.Sequence(3, 2);
    ComputationGraph network =
        network(
            new RnnOutputLayer.Builder(Loss.CROSS_ENTROPY.function())
                .nIn(2)
                .nOut(2)
                .activation(Activation.SOFTMAX)
                .build());
    Scorer scorer = new Scorer(network, Loss.CROSS_ENTROPY);

    Score.Classification masked =
        (Score.Classification)
            scorer.score(new Whole(shape, target, new DataSet(features, labels, mask, mask)));
    assertThat(masked.confusion()).containsExactly(List.of(1L, 0L), List.of(1L, 2L));
    double right = Math.log(1 + Math.exp(-1));
    double wrong = Math.log(1 + Math.exp(1));
    assertThat(masked.loss()).isCloseTo((3 * right + wrong) / 4, within(ERROR));

    Score.Classification whole =
        (Score.Classification)
            scorer.score(new Whole(shape, target, new DataSet(features, labels)));
    assertThat(whole.confusion()).containsExactly(List.of(1L, 2L), List.of(1L, 2L));
  }

  @Test
  void errorsOfNumbersAreInTheirUnits() {
    // standardised: errors 1, -1, 2, 0 on the labels 0, 1, -1, 2
    float[][] outputs = {{1}, {0}, {1}, {2}};
    float[][] labels = {{0}, {1}, {-1}, {2}};
    Score.Regression score = regression(outputs, labels, new Value("price", 100, 10, 20));
    assertThat(score.loss()).isCloseTo(6 / 4.0, within(ERROR));
    assertThat(score.mae()).isCloseTo(10, within(1e-5));
    assertThat(score.rmse()).isCloseTo(10 * Math.sqrt(1.5), within(1e-5));
    assertThat(score.mase()).isCloseTo(0.5, within(ERROR));
    // the labels' mean is 0.5, their squared deviations 0.25 + 0.25 + 2.25 + 2.25
    assertThat(score.r2()).isCloseTo(1 - 6 / 5.0, within(ERROR));
  }

  @Test
  void severalNumbersAreAveragedAsScikitLearnDoes() {
    float[][] outputs = {{1, 0}, {1, 2}};
    float[][] labels = {{0, 0}, {2, 2}};
    Score.Regression score =
        regression(outputs, labels, new Value("x", 0, 1, 1), new Value("y", 0, 3, 1));
    assertThat(score.mae()).isCloseTo(0.5, within(ERROR));
    assertThat(score.rmse()).isCloseTo(0.5, within(ERROR));
    assertThat(score.r2()).isCloseTo(0.5, within(ERROR));
  }

  @Test
  void equalLabelsGiveTheDeterminationOfScikitLearn() {
    Value value = new Value("x", 0, 1, 1);
    float[][] labels = {{0.1f}, {0.1f}, {0.1f}};
    float[][] wrong = {{0.1f}, {0.2f}, {0.1f}};
    assertThat(regression(wrong, labels, value).r2()).isZero();
    assertThat(regression(labels, labels, value).r2()).isEqualTo(1);
  }

  private static Score.Regression regression(float[][] outputs, float[][] labels, Value... values) {
    int size = values.length;
    ComputationGraph network =
        network(
            new OutputLayer.Builder(Loss.MEAN_SQUARED_ERROR.function())
                .nIn(size)
                .nOut(size)
                .activation(Activation.IDENTITY)
                .build());
    Rows rows =
        new Rows(
            new InputShape.Features(size), new Target.Values(List.of(values)), outputs, labels);
    return (Score.Regression) new Scorer(network, Loss.MEAN_SQUARED_ERROR).score(rows);
  }

  private static ComputationGraph softmax() {
    return network(
        new OutputLayer.Builder(Loss.CROSS_ENTROPY.function())
            .nIn(3)
            .nOut(3)
            .activation(Activation.SOFTMAX)
            .build());
  }

  /** One layer whose weights are the identity. */
  private static ComputationGraph network(BaseOutputLayer layer) {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("input")
                .addLayer("output", layer, "input")
                .setOutputs("output")
                .build());
    network.init();
    network.setParam("output_W", Nd4j.eye(layer.getNOut()));
    network.setParam("output_b", Nd4j.zeros(1, layer.getNOut()));
    return network;
  }

  private static TrainingPlan plan() {
    return TrainingPlan.of(Fixtures.CLASSES);
  }
}
