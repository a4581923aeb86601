package org.menagerie.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.Settings;
import org.menagerie.core.Splits;
import org.menagerie.core.Target;
import org.nd4j.linalg.dataset.DataSet;

class BuiltInTest {
  @Test
  void everyBuiltInSetIsWhatItsRecordSays() {
    assertThat(Datasets.builtIn()).extracting(BuiltIn::name).contains("iris", "digits", "splice");
    for (BuiltIn set : Datasets.builtIn()) {
      Dataset dataset =
          Datasets.open(Settings.with(DataOptions.defaults(), Map.of("data", set.name())));
      assertThat(dataset.name()).isEqualTo(set.name());
      assertThat(dataset.examples()).isEqualTo(set.rows());
      assertThat(dataset.sha256()).isEqualTo(set.sha256());
    }
  }

  @Test
  void irisHasFiftyOfEachSpecies() {
    Dataset iris = Datasets.open(DataOptions.defaults());
    assertThat(iris.report().lines())
        .containsExactly(
            "iris: 150 rows, 4 columns -> species, 3 classes"
                + " (setosa 50, versicolor 50, virginica 50)");
    Splits splits = iris.prepare(1).splits();
    assertThat(splits.train().input()).isEqualTo(new InputShape.Features(4));
    assertThat(perClass(splits.train(), 3)).containsExactly(30, 30, 30);
    assertThat(perClass(splits.validation(), 3)).containsExactly(10, 10, 10);
    assertThat(perClass(splits.test(), 3)).containsExactly(10, 10, 10);
  }

  @Test
  void digitsArePictures() {
    Dataset digits = Datasets.open(Settings.with(DataOptions.defaults(), Map.of("data", "digits")));
    assertThat(digits.report().lines())
        .containsExactly("digits: 1,797 pictures of 8x8 -> 10 classes of 174 to 183 pictures");
    Splits splits = digits.prepare(1).splits();
    assertThat(splits.train().input()).isEqualTo(new InputShape.Image(8, 8, 1));
    assertThat(((Target.Classes) splits.train().target()).labels())
        .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    assertThat(splits.train().batch(new int[] {0, 1}).getFeatures().shape())
        .containsExactly(2, 8, 8, 1);
    assertThat(splits.train().size() + splits.validation().size() + splits.test().size())
        .isEqualTo(1797);
    float[] x = TestTables.features(splits.train());
    double[] bounds = {1, 0};
    for (float v : x) {
      bounds[0] = Math.min(bounds[0], v);
      bounds[1] = Math.max(bounds[1], v);
    }
    assertThat(bounds).containsExactly(0, 1);
  }

  @Test
  void spliceIsSixtySymbolsWithoutPadding() {
    Dataset splice = Datasets.open(Settings.with(DataOptions.defaults(), Map.of("data", "splice")));
    assertThat(splice.report().target()).isEqualTo("class, 3 classes (ei 767, ie 765, n 1654)");
    Splits splits = splice.prepare(1).splits();
    InputShape.Tokens tokens = (InputShape.Tokens) splits.train().input();
    assertThat(tokens.steps()).isEqualTo(60);
    assertThat(tokens.vocabulary()).isBetween(2 + 4, 2 + 8);
    var batch = splits.train().batch(new int[] {0, 5, 9});
    assertThat(batch.getFeatures().shape()).containsExactly(3, 60);
    assertThat(batch.getFeaturesMaskArray()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"iris", "languages", "co2"})
  void batchesInTheArraysOfASpentOneAreTheSame(String name) {
    Dataset data = Datasets.open(Settings.with(DataOptions.defaults(), Map.of("data", name)));
    Examples train = data.prepare(1).splits().train();
    DataSet spent = train.batch(new int[] {0, 1, 2});
    for (int[] rows : new int[][] {{3, 4, 5}, {5, 3, 0}, {7, 8}, {11, 12, 13}}) {
      DataSet fresh = train.batch(rows);
      spent = train.batch(rows, spent);
      assertThat(spent.getFeatures()).isEqualTo(fresh.getFeatures());
      assertThat(spent.getLabels()).isEqualTo(fresh.getLabels());
      assertThat(spent.getFeaturesMaskArray()).isEqualTo(fresh.getFeaturesMaskArray());
      assertThat(spent.getLabelsMaskArray()).isEqualTo(fresh.getLabelsMaskArray());
    }
  }

  private static int[] perClass(Examples examples, int classes) {
    int[] counts = new int[classes];
    float[] labels = TestTables.labels(examples);
    for (int i = 0; i < labels.length; i++) {
      counts[i % classes] += Math.round(labels[i]);
    }
    assertThat(Arrays.stream(counts).sum()).isEqualTo(examples.size());
    return counts;
  }
}
