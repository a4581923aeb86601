package org.menagerie.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.menagerie.data.TestPictures.open;
import static org.menagerie.data.TestPictures.picture;
import static org.menagerie.data.TestPictures.write;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.Settings;
import org.menagerie.core.Splits;

class AugmentedTest {
  private static final InputShape.Image SHAPE = new InputShape.Image(3, 4, 1);
  private static final float[] PICTURE = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

  @TempDir Path folder;

  @Test
  void aShiftMovesPixelsAndShowsBackground() {
    assertThat(moved(false, 1, -1, 0)).containsExactly(-1, -1, -1, -1, 2, 3, 4, -1, 6, 7, 8, -1);
    assertThat(moved(false, -2, 3, 0))
        .containsExactly(-1, -1, -1, 9, -1, -1, -1, -1, -1, -1, -1, -1);
    assertThat(moved(false, 0, 9, 0)).containsOnly(-1);
  }

  @Test
  void aFlipMirrorsLeftToRight() {
    assertThat(moved(true, 0, 0, 0)).containsExactly(4, 3, 2, 1, 8, 7, 6, 5, 12, 11, 10, 9);
  }

  @Test
  void aTurnByNothingMovesAsAShiftDoes() {
    for (boolean mirrored : new boolean[] {false, true}) {
      assertThat(moved(mirrored, 1, -1, 1e-12))
          .usingComparatorWithPrecision(1e-4f)
          .containsExactly(moved(mirrored, 1, -1, 0));
    }
  }

  @Test
  void aHalfTurnTurnsEverythingRound() {
    assertThat(moved(false, 0, 0, Math.PI))
        .usingComparatorWithPrecision(1e-4f)
        .containsExactly(12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
  }

  private static float[] moved(boolean mirrored, int down, int right, double radians) {
    float[] from = new float[24];
    System.arraycopy(PICTURE, 0, from, 12, 12);
    float[] to = new float[24];
    new PictureMotion(SHAPE, new float[] {-1})
        .apply(new Augmentation.Draw(mirrored, down, right, radians), from, to, 1);
    assertThat(Arrays.copyOf(to, 12)).containsOnly(0);
    return Arrays.copyOfRange(to, 12, 24);
  }

  @Test
  void trainingAloneIsAugmentedAndByItsSeed() {
    Splits splits = digits("shift,rotate").splits();
    Examples plain = digits("none").splits().train();
    float[] first = picture(plain, 7);
    assertThat(picture(splits.train(), 7)).isEqualTo(first);
    assertThat(splits.test().forEpoch(1)).isSameAs(splits.test());
    assertThat(splits.validation().forEpoch(1)).isSameAs(splits.validation());
    Examples epoch = splits.train().forEpoch(1);
    float[] changed = picture(epoch, 7);
    assertThat(changed).isNotEqualTo(first);
    assertThat(picture(splits.train().forEpoch(1), 7)).isEqualTo(changed);
    assertThat(picture(splits.train().forEpoch(2), 7)).isNotEqualTo(changed);
    // the same in a batch of others
    float[] batch = epoch.batch(new int[] {3, 7}).getFeatures().data().asFloat();
    assertThat(Arrays.copyOfRange(batch, 64, 128)).isEqualTo(changed);
    assertThat(epoch.batch(new int[] {3, 7}).getLabels())
        .isEqualTo(plain.batch(new int[] {3, 7}).getLabels());
  }

  @Test
  void noneLeavesPicturesAlone() {
    Examples train = digits("none").splits().train();
    assertThat(train.forEpoch(9)).isSameAs(train);
  }

  @Test
  void tinyDigitsAreLeftAlone() {
    Augmented train = (Augmented) digits("").splits().train();
    assertThat(train.how()).isEqualTo(Augmentation.NONE);
  }

  private static Prepared digits(String augment) {
    return Datasets.open(
            Settings.with(DataOptions.defaults(), Map.of("data", "digits", "augment", augment)))
        .prepare(1);
  }

  @ParameterizedTest
  @CsvSource({"28, 29999, 3", "28, 30000, 0", "16, 100, 2", "15, 100, 0"})
  void manyPicturesAndTinyOnesAreNotShifted(int side, int pictures, int shift) {
    InputShape.Image shape = new InputShape.Image(side, side, 1);
    assertThat(Augmentation.decide(shape, pictures, false))
        .isEqualTo(new Augmentation(false, shift, 0));
  }

  @Test
  void colourPicturesAreMirroredWhereClassesAreSymmetric() {
    gradients("symmetric", (x, c) -> c == 0 ? Math.abs(2 * x - 15) : 15 - Math.abs(2 * x - 15));
    gradients("pointing", (x, c) -> c == 0 ? x : 15 - x);
    assertThat(augment("symmetric")).isEqualTo("flip,shift");
    assertThat(augment("pointing")).isEqualTo("shift");
  }

  private String augment(String name) {
    return ((PictureEncoder) open(folder.resolve(name)).prepare(1).encoder()).augment();
  }

  private interface Brightness {
    int at(int x, int pictureClass);
  }

  private void gradients(String name, Brightness brightness) {
    Random random = new Random(1);
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 20; i++) {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 16; y++) {
          for (int x = 0; x < 16; x++) {
            int level = 40 + 9 * brightness.at(x, c) + random.nextInt(60);
            image.setRGB(x, y, level << 16 | level << 8 | 40);
          }
        }
        write(folder.resolve(name).resolve("c" + c).resolve(i + ".png"), "png", image);
      }
    }
  }

  @Test
  void theBackgroundIsTheMedianOfTheEdges() {
    Augmented train = (Augmented) digits("shift").splits().train();
    assertThat(PictureSample.of(train).background()).containsExactly(0);
  }
}
