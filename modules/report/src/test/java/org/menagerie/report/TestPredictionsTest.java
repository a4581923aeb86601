package org.menagerie.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.core.InputShape;
import org.menagerie.core.RunFolder;
import org.menagerie.core.Score;
import org.menagerie.core.Scorer;
import org.menagerie.core.Splits;
import org.menagerie.core.TrainingPlan;
import org.menagerie.testkit.TinyData;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class TestPredictionsTest {
  @TempDir private Path folder;

  @Test
  void everyRealStepHasALineFromWhichTheScoreFollows() throws IOException {
    TinyData data = TinyData.of(new InputShape.Sequence(7, 3), TinyData.classPerStep(3)).withMask();
    Splits splits = data.splits(1);
    TrainingPlan plan = TrainingPlan.of(splits.test().target());
    ComputationGraph network = network(splits, plan);
    RunFolder run = RunFolder.create(folder, "run");
    Scorer scorer = new Scorer(network, plan.loss());
    var score = (Score.Classification) TestPredictions.write(run, scorer, splits.test());
    var read = (Predictions.OfClasses) Predictions.read(run, score);
    long[][] counts = new long[3][3];
    for (int i = 0; i < read.truth().length; i++) {
      counts[read.truth()[i]][read.predicted()[i]]++;
      assertThat(read.confidence()[i]).isGreaterThanOrEqualTo(read.truthProbability()[i]);
    }
    List<List<Long>> confusion =
        Stream.of(counts).map(row -> LongStream.of(row).boxed().toList()).toList();
    assertThat(confusion).isEqualTo(score.confusion());
    assertThat(read.truth().length).isLessThan(12 * 7); // padding has no line
    assertThat(read.keys()).hasSize(12);
    assertThat(Arrays.stream(read.examples()).distinct()).hasSize(12);
    assertThat(read.losses()).hasSize(12).doesNotContain(0);
  }

  private static ComputationGraph network(Splits splits, TrainingPlan plan) {
    ComputationGraph network =
        new ComputationGraph(
            plan.network(splits.task())
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.recurrent(3, 7))
                .addLayer(
                    "out",
                    new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build(),
                    "in")
                .setOutputs("out")
                .build());
    network.init();
    return network;
  }
}
