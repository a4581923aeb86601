package org.menagerie.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Settings;
import org.menagerie.core.Splits;
import org.nd4j.linalg.dataset.DataSet;

class SymbolTest {
  @TempDir private Path folder;

  @Test
  void symbolsThatTrainingDidNotKnowAreNamed() {
    SymbolEncoder encoder = new SymbolEncoder(4, "abc");
    assertThat(encoder.unknown("cab")).isEmpty();
    assertThat(encoder.unknown("xaxy"))
        .containsExactly("2 symbols that training did not know: 'x', 'y'");
  }

  @Test
  void theLabelOfASymbolIsTheOneBehindIt() {
    Prepared prepared = open("abc".repeat(100)).prepare(1);
    assertThat(prepared.encoder().input()).isEqualTo(new InputShape.Tokens(8, 2 + 3));
    DataSet first = prepared.splits().train().batch(new int[] {0, 1});
    assertThat(first.getFeatures().toFloatMatrix()[0]).containsExactly(2, 3, 4, 2, 3, 4, 2, 3);
    assertThat(first.getFeatures().toFloatMatrix()[1]) // goes on where the first one ends
        .containsExactly(4, 2, 3, 4, 2, 3, 4, 2);
    for (int t = 0; t < 8; t++) {
      assertThat(first.getLabels().getDouble(0, (t + 1) % 3, t)).isEqualTo(1);
    }
    assertThat(first.getLabels().sumNumber().intValue()).isEqualTo(16);
    assertThat(Encoder.fromJson(prepared.encoder().toJson())).isEqualTo(prepared.encoder());
  }

  @Test
  void theEndOfTheTextIsTheTestPartAndItsNewSymbolsAreUnknown() {
    Splits splits = open("ab".repeat(150) + "z".repeat(50)).prepare(1).splits();
    DataSet last = splits.test().batch(new int[] {splits.test().size() - 1});
    assertThat(last.getFeatures().getDouble(0, 0)).isEqualTo(1);
    assertThat(last.getLabelsMaskArray().sumNumber().intValue()).isZero();
    assertThat(last.getFeaturesMaskArray().sumNumber().intValue()).isPositive();
  }

  @Test
  void aTextIsReadAsItStandsAndUnknownCharactersAreNamed() {
    assertThat(open("ab".repeat(150)).examples()).isEqualTo(300); // no line end where there is none
    assertThat(open("ab\r\n".repeat(150)).examples()).isEqualTo(450);
    SymbolEncoder encoder = (SymbolEncoder) open("ab\n".repeat(100)).prepare(1).encoder();
    Path prompt = TestTables.write(folder, "p.txt", "abé≠é\n");
    assertThat(encoder.prompt(prompt)).isEqualTo("abé≠é");
    DataSet encoded = encoder.encode(prompt).examples().batch(new int[] {0});
    assertThat(encoded.getFeatures().getDouble(0, 1)).isEqualTo(encoder.tokens("b")[0]);
    assertThat(encoded.getFeaturesMaskArray().sumNumber().intValue()).isEqualTo(5); // all of it
    assertThat(encoder.unknown(encoder.prompt(prompt)))
        .containsExactly("2 symbols that training did not know: 'é', '≠'");
  }

  @Test
  void shortOrEvenTextsAreRefused() {
    assertThatThrownBy(() -> open("abc"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("t.txt has 3 characters; at least 100 are needed");
  }

  private Dataset open(String text) {
    Path file = TestTables.write(folder, "t.txt", text);
    return Datasets.open(
        Settings.with(TestTables.options(file), Map.of("task", "next", "max-length", "8")));
  }
}
