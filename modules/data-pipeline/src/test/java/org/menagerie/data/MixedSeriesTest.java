package org.menagerie.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.core.Examples;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Settings;
import org.menagerie.core.Splits;
import org.nd4j.linalg.dataset.DataSet;

class MixedSeriesTest {
  @TempDir private Path folder;

  @Test
  void everyEpochOfTrainingSeesOtherSeriesAndNothingElseDoes() {
    Prepared prepared = open(waves(), Map.of()).prepare(1);
    assertThat(prepared.choices()).containsEntry("augment", "mix");
    Splits splits = prepared.splits();
    Examples train = splits.train();
    float[] plain = numbers(train);
    float[] first = numbers(train.forEpoch(1));
    assertThat(first).isNotEqualTo(plain).isEqualTo(numbers(train.forEpoch(1)));
    assertThat(numbers(train.forEpoch(2))).isNotEqualTo(first);
    assertThat(numbers(train)).isEqualTo(plain);
    assertThat(splits.validation().forEpoch(1)).isSameAs(splits.validation());
    assertThat(splits.test().forEpoch(1)).isSameAs(splits.test());
  }

  @Test
  void whatBecomesOfASeriesDoesNotDependOnItsBatch() {
    Examples epoch = open(waves(), Map.of()).prepare(1).splits().train().forEpoch(5);
    float[][] alone = epoch.batch(new int[] {3}).getFeatures().slice(0).toFloatMatrix();
    float[][] second = epoch.batch(new int[] {7, 3}).getFeatures().slice(1).toFloatMatrix();
    for (int f = 0; f < alone.length; f++) {
      for (int t = 0; t < Math.min(alone[f].length, second[f].length); t++) {
        assertThat(second[f][t]).isEqualTo(alone[f][t]);
      }
    }
  }

  @Test
  void paddingStaysPadding() {
    Examples train = open(waves(), Map.of()).prepare(1).splits().train();
    DataSet batch = train.forEpoch(1).batch(TestTables.all(train));
    DataSet plain = train.batch(TestTables.all(train));
    assertThat(batch.getFeaturesMaskArray()).isEqualTo(plain.getFeaturesMaskArray());
    assertThat(batch.getLabels()).isEqualTo(plain.getLabels());
    for (int i = 0; i < train.size(); i++) {
      float[][] series = batch.getFeatures().slice(i).toFloatMatrix();
      for (int t = 0; t < series[0].length; t++) {
        if (batch.getFeaturesMaskArray().getFloat(i, t) == 0) {
          assertThat(series[0][t]).isZero();
        }
      }
    }
  }

  @Test
  void onlyWhatDiffersWithinAClassIsAdded() {
    StringBuilder text = new StringBuilder("@classLabel true low high\n@data\n");
    for (int i = 0; i < 24; i++) { // the first step is the class's alone, the last one the series'
      text.append(i % 2 == 0 ? "1,1," : "9,9,")
          .append(i * i % 11)
          .append(i % 2 == 0 ? ":low" : ":high");
      text.append('\n');
    }
    Examples train = open(text.toString(), Map.of()).prepare(1).splits().train();
    DataSet plain = train.batch(TestTables.all(train));
    DataSet mixed = train.forEpoch(4).batch(TestTables.all(train));
    int changed = 0;
    for (int i = 0; i < train.size(); i++) {
      float[] before = plain.getFeatures().slice(i).toFloatMatrix()[0];
      float[] after = mixed.getFeatures().slice(i).toFloatMatrix()[0];
      assertThat(after[0]).isEqualTo(before[0]);
      assertThat(after[1]).isEqualTo(before[1]);
      changed += after[2] == before[2] ? 0 : 1;
    }
    assertThat(changed).isGreaterThan(train.size() / 2);
  }

  @Test
  void theOptionDecidesAndElseTheSize() {
    assertThat(MixedSeries.wanted("", 1_999)).isTrue();
    assertThat(MixedSeries.wanted("", 2_000)).isFalse();
    assertThat(MixedSeries.wanted("Mix", 5_000)).isTrue();
    Prepared plain = open(waves(), Map.of("augment", "none")).prepare(1);
    assertThat(plain.choices()).containsEntry("augment", "none");
    assertThat(plain.splits().train().forEpoch(1)).isSameAs(plain.splits().train());
    assertThatThrownBy(() -> open(waves(), Map.of("augment", "flip")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("augment must be mix or none for series, was 'flip'");
    assertThatThrownBy(
            () -> open("@targetLabel true\n@data\n1,2:3\n2,1:4\n", Map.of("augment", "mix")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("augment is not for series with numbers to predict, was 'mix'");
  }

  // two classes of 20 series of 5 to 9 steps, each with an offset of its own
  private static String waves() {
    StringBuilder text = new StringBuilder("@classLabel true up down\n@data\n");
    for (int i = 0; i < 40; i++) {
      for (int t = 0; t < 5 + i % 5; t++) {
        text.append(t == 0 ? "" : ",").append((i % 2 == 0 ? t : -t) + i * i % 7);
      }
      text.append(i % 2 == 0 ? ":up\n" : ":down\n");
    }
    return text.toString();
  }

  private static float[] numbers(Examples examples) {
    return examples.batch(TestTables.all(examples)).getFeatures().data().asFloat();
  }

  private Dataset open(String text, Map<String, String> more) {
    Path file = TestTables.write(folder, "s.ts", text);
    return Datasets.open(Settings.with(TestTables.options(file), more));
  }
}
