package org.menagerie.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.menagerie.data.TestPictures.classes;
import static org.menagerie.data.TestPictures.grey;
import static org.menagerie.data.TestPictures.noisy;
import static org.menagerie.data.TestPictures.open;
import static org.menagerie.data.TestPictures.options;
import static org.menagerie.data.TestPictures.plain;
import static org.menagerie.data.TestPictures.write;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Settings;
import org.menagerie.core.Splits;
import org.menagerie.core.Target;

class PictureFolderTest {
  @TempDir Path folder;

  @Test
  void classFoldersBecomeStandardisedExamples() {
    Dataset pets = open(classes(folder.resolve("pets"), 20, 12, 16, "cat", "dog"));
    assertThat(pets.name()).isEqualTo("pets");
    assertThat(pets.examples()).isEqualTo(40);
    assertThat(pets.report().lines())
        .containsExactly(
            "pets: 40 pictures -> 2 classes (cat 20, dog 20)",
            "pictures of 12x16, in colour; split 60/20/20");
    Splits splits = pets.prepare(1).splits();
    assertThat(splits.train().input()).isEqualTo(new InputShape.Image(12, 16, 3));
    assertThat(splits.train().target()).isEqualTo(new Target.Classes(List.of("cat", "dog")));
    assertThat(List.of(splits.train().size(), splits.validation().size(), splits.test().size()))
        .containsExactly(24, 8, 8);
    float[] all = TestTables.features(splits.train());
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < all.length; i += 3) {
      sum += all[i];
      squares += all[i] * all[i];
    }
    int n = all.length / 3;
    assertThat(sum / n).isBetween(-1e-4, 1e-4);
    assertThat(squares / n).isBetween(0.999, 1.001);
    float[] labels = TestTables.labels(splits.test());
    assertThat(labels).hasSize(16).contains(0, 1).doesNotContain(2);
  }

  @Test
  void equalPicturesOfOtherFormatsAndKindsAreEqualExamples() {
    int colour = 0x80406c; // in the palette of neither BMP nor GIF by chance: they make their own
    for (int i = 0; i < 4; i++) {
      write(
          folder.resolve("a/" + i + ".png"),
          "png",
          plain(BufferedImage.TYPE_INT_RGB, 9, 9, colour));
      write(folder.resolve("b/" + i + ".png"), "png", noisy(9, 9, 0x102030, i));
    }
    write(folder.resolve("a/x.bmp"), "bmp", plain(BufferedImage.TYPE_3BYTE_BGR, 9, 9, colour));
    write(folder.resolve("a/x.GIF"), "gif", plain(BufferedImage.TYPE_INT_RGB, 9, 9, colour));
    write(
        folder.resolve("a/y.png"),
        "png",
        plain(BufferedImage.TYPE_INT_ARGB, 20, 14, 0xff000000 | colour));
    PictureSet set = read(folder);
    byte[] first = new byte[set.form().bytes()];
    byte[] other = new byte[set.form().bytes()];
    set.get(0, first);
    for (int i = 1; i < 7; i++) {
      set.get(i, other);
      assertThat(other).isEqualTo(first);
    }
  }

  private static PictureSet read(Path root) {
    PictureSource source = PictureLayout.of(root).main();
    return source.read(new PictureForm(9, 9, 3, Fit.STRETCH), source.classes());
  }

  @Test
  void greyPicturesHaveOneChannelHoweverTheyAreStored() {
    for (int i = 0; i < 5; i++) {
      write(folder.resolve("a/" + i + ".png"), "png", grey(10, 10, 10 * i));
      write(folder.resolve("b/" + i + ".jpg"), "jpg", grey(10, 10, 20 * i));
      write(
          folder.resolve("b/c" + i + ".png"),
          "png",
          plain(BufferedImage.TYPE_INT_RGB, 10, 10, 0x010101 * i));
    }
    Dataset greys = open(folder);
    assertThat(greys.prepare(1).splits().train().input())
        .isEqualTo(new InputShape.Image(10, 10, 1));
    write(folder.resolve("b/red.png"), "png", plain(BufferedImage.TYPE_INT_RGB, 10, 10, 0x800000));
    assertThat(open(folder).prepare(1).splits().train().input())
        .isEqualTo(new InputShape.Image(10, 10, 3));
    assertThat(open(folder).sha256()).isNotEqualTo(greys.sha256());
  }

  @Test
  void theSizeIsTheMedianUnlessItIsLarge() {
    assertThat(PictureForm.decide(new PictureSize(28, 28), 60_000, Fit.STRETCH))
        .isEqualTo(new PictureForm(28, 28, 3, Fit.STRETCH));
    assertThat(PictureForm.decide(new PictureSize(35, 34), 60_000, Fit.STRETCH))
        .isEqualTo(new PictureForm(32, 32, 3, Fit.STRETCH));
    assertThat(PictureForm.decide(new PictureSize(480, 640), 60_000, Fit.STRETCH))
        .isEqualTo(new PictureForm(28, 36, 3, Fit.STRETCH));
    assertThat(PictureForm.decide(new PictureSize(480, 640), 500, Fit.STRETCH))
        .isEqualTo(new PictureForm(56, 72, 3, Fit.STRETCH));
    assertThat(PictureForm.decide(new PictureSize(1, 1), 500, Fit.PAD))
        .isEqualTo(new PictureForm(8, 8, 3, Fit.PAD));
    assertThat(PictureForm.decide(new PictureSize(3, 40_000), 500, Fit.PAD))
        .isEqualTo(new PictureForm(8, 128, 3, Fit.PAD));
  }

  @Test
  void sizeAndFitMayBeNamed() {
    classes(folder, 5, 12, 16, "cat", "dog");
    Dataset pets = open(folder, "size", "10x20", "fit", "pad");
    assertThat(pets.report().lines().get(1))
        .isEqualTo(
            "pictures (median 12x16) are brought to 10x20 by pad, in colour; split 60/20/20");
    assertThat(pets.prepare(1).encoder().input()).isEqualTo(new InputShape.Image(10, 20, 3));
    refused("size must be HEIGHTxWIDTH such as 32x32, was 'big'", "size", "big");
    refused("size (width) must be in [1, 512], was 9999", "size", "8x9999");
    refused("size (height) must be in [1, 512], was 99999", "size", "99999");
    refused("fit must be stretch, crop or pad, was 'zoom'", "fit", "zoom");
    refused(
        "augment must be none or a comma list of flip, shift and rotate, was 'blur'",
        "augment",
        "blur");
    refused("horizon is not for pictures such as " + folder + ", was 3", "horizon", "3");
    refused("task must be classification for pictures, was regression", "task", "regression");
    refused("class 'cow' is not in ", "classes", "cow,dog");
    refused(
        "label and drop are for tables; the classes of pictures are their folders' names",
        "label",
        "cat");
  }

  @Test
  void classesMayBeChosen() {
    classes(folder, 5, 8, 8, "cat", "dog", "frog");
    Dataset two = open(folder, "classes", "frog,cat");
    assertThat(two.examples()).isEqualTo(10);
    assertThat(two.prepare(1).encoder().target())
        .isEqualTo(new Target.Classes(List.of("frog", "cat")));
  }

  @Test
  void numberedClassesAreInTheirOrder() {
    classes(folder, 3, 8, 8, "10", "9", "1");
    assertThat(PictureLayout.of(folder).main().classes()).containsExactly("1", "9", "10");
  }

  @Test
  void anEmptyClassFolderIsLeftOutAndNamed() throws IOException {
    classes(folder, 5, 8, 8, "cat", "dog");
    Files.createDirectories(folder.resolve("eel"));
    Dataset pets = open(folder);
    assertThat(pets.report().lines()).contains("folders without pictures left out: eel");
    assertThat(pets.prepare(1).encoder().target().size()).isEqualTo(2);
  }

  @Test
  void aClassWithOnePictureTrainsAndIsNotMeasured() {
    classes(folder, 6, 8, 8, "cat", "dog");
    classes(folder, 1, 8, 8, "eel");
    Dataset pets = open(folder);
    assertThat(pets.report().lines())
        .contains("fewer than 3 pictures, so used for training alone: eel");
    Splits splits = pets.prepare(3).splits();
    assertThat(splits.train().size() + splits.validation().size() + splits.test().size())
        .isEqualTo(13);
    assertThat(eels(splits.train())).isEqualTo(1);
    assertThat(eels(splits.test()) + eels(splits.validation())).isZero();
  }

  private static int eels(Examples examples) {
    float[] labels = TestTables.labels(examples);
    int n = 0;
    for (int i = 2; i < labels.length; i += 3) {
      n += Math.round(labels[i]);
    }
    return n;
  }

  @Test
  void foldersThatCannotBeLearnedFromAreRefused() throws IOException {
    refused(
        folder + " holds no pictures (PNG, JPEG, BMP or GIF in a folder for each class, or the");
    write(folder.resolve("a.png"), "png", grey(8, 8, 1));
    refused(
        folder + " holds pictures, but no folders of them; one folder for each class is needed");
    classes(folder, 4, 8, 8, "cat");
    refused(" holds pictures of 1 class; at least 2 are needed, each in a folder of its own");
    classes(folder, 2, 8, 8, "dog");
    refused("2 classes (cat 4, dog 2); at least 2 classes with 3 pictures each are needed");
  }

  @Test
  void unreadableFilesAreNamedAndSkippedUpToALimit() throws IOException {
    classes(folder, 10, 8, 8, "cat", "dog");
    for (int i = 0; i < 5; i++) {
      Files.writeString(folder.resolve("cat/bad" + i + ".png"), "no picture");
    }
    Dataset pets = open(folder);
    assertThat(pets.examples()).isEqualTo(20);
    assertThat(pets.report().notes())
        .contains(
            "5 pictures that cannot be read skipped:"
                + " cat/bad0.png (not a PNG, JPEG, BMP or GIF file),"
                + " cat/bad1.png (not a PNG, JPEG, BMP or GIF file),"
                + " cat/bad2.png (not a PNG, JPEG, BMP or GIF file) and 2 more");
    Files.writeString(folder.resolve("dog/bad.png"), "no picture");
    refused(
        ": 6 pictures that cannot be read among 26; at most 5 are skipped: cat/bad0.png (not a");
  }

  @Test
  void otherFilesHiddenOnesAndLoopsAreNoPictures() throws IOException {
    classes(folder, 5, 8, 8, "cat", "dog");
    Files.writeString(folder.resolve("cat/notes.txt"), "n");
    Files.writeString(folder.resolve("cat/.hidden.png"), "n");
    Files.createDirectories(folder.resolve(".git/refs"));
    Files.createDirectories(folder.resolve("__MACOSX/cat"));
    Files.createSymbolicLink(folder.resolve("dog/loop"), folder.resolve("dog"));
    Files.createSymbolicLink(folder.resolve("dog/gone.png"), folder.resolve("nowhere"));
    Dataset pets = open(folder);
    assertThat(pets.examples()).isEqualTo(10);
    assertThat(pets.report().notes())
        .anyMatch(n -> n.startsWith("3 files that are no pictures passed over (cat/notes.txt, "));
  }

  @Test
  void whatLiesBesideTheClassFoldersIsNamed() throws IOException {
    classes(folder, 5, 8, 8, "cat", "dog");
    Files.writeString(folder.resolve("readme.md"), "r");
    write(folder.resolve("loose.png"), "png", grey(8, 8, 1));
    assertThat(open(folder).report().notes())
        .contains("1 file that is no picture passed over (readme.md)")
        .contains("1 picture outside the class folders left out");
    Path parts = classes(folder.resolve("parts/train"), 5, 8, 8, "cat", "dog").getParent();
    Files.writeString(parts.resolve("licence.txt"), "l");
    assertThat(open(parts).report().notes())
        .contains("1 file that is no picture passed over (licence.txt)");
  }

  @Test
  void aNameWithACommaIsQuotedInLists() {
    classes(folder, 5, 8, 8, "cat, old", "dog");
    assertThat(open(folder).report().target())
        .isEqualTo("10 pictures -> 2 classes ('cat, old' 5, dog 5)");
  }

  @Test
  void onePictureIsNoDataToLearnFrom() {
    Path file = write(folder.resolve("p1.png"), "png", grey(8, 8, 1));
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> open(file))
        .withMessage(
            file + " is one picture; give a folder with a folder of pictures for each class");
  }

  @Test
  void linkedClassFoldersAndNestedPicturesAreRead() throws IOException {
    Path elsewhere = classes(folder.resolve("elsewhere"), 4, 8, 8, "cat/young", "cat/old");
    Path pets = classes(folder.resolve("pets"), 4, 8, 8, "dog");
    Files.createSymbolicLink(pets.resolve("cat"), elsewhere.resolve("cat"));
    assertThat(open(pets).report().target()).isEqualTo("12 pictures -> 2 classes (cat 8, dog 4)");
  }

  @Test
  void namesMayHoldSpacesAndAnyLetters() {
    Dataset pets = open(classes(folder.resolve("mes bêtes 🐈"), 5, 8, 8, "chat #1", "犬 %20"));
    assertThat(pets.examples()).isEqualTo(10);
    assertThat(pets.prepare(1).encoder().target())
        .isEqualTo(new Target.Classes(List.of("chat #1", "犬 %20")));
  }

  @Test
  void trainAndTestFoldersAreKeptApart() {
    classes(folder.resolve("pets/Train"), 10, 8, 8, "cat", "dog");
    classes(folder.resolve("pets/test"), 3, 8, 8, "cat", "dog");
    classes(folder.resolve("pets/val"), 2, 8, 8, "cat", "dog");
    Dataset pets = open(folder.resolve("pets"));
    Splits splits = pets.prepare(1).splits();
    assertThat(splits.test().size()).isEqualTo(6);
    assertThat(splits.train().size() + splits.validation().size()).isEqualTo(20);
    assertThat(pets.report().lines())
        .contains("folder val is not used: the validation part is taken from Train");
  }

  @Test
  void aSeparateTestFolderTakesTheTestPartsPlace() {
    Path train = classes(folder.resolve("train me"), 10, 8, 8, "cat", "dog");
    Path test = classes(folder.resolve("other"), 4, 16, 16, "cat", "dog");
    Dataset pets = open(train, "test", test.toString());
    assertThat(pets.report().lines())
        .containsExactly(
            "train me: 28 pictures (20 for training and validation, 8 for test)"
                + " -> 2 classes (cat 10, dog 10)",
            "test part: " + test,
            "pictures of 8x8, in colour; split 80/20");
    assertThat(pets.prepare(1).splits().test().size()).isEqualTo(8);
    assertThat(pets.prepare(1).splits().test().input()).isEqualTo(new InputShape.Image(8, 8, 3));
    classes(test, 1, 16, 16, "eel");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> open(train, "test", test.toString()))
        .withMessage("other: class 'eel' is not one of the training's (cat, dog)");
  }

  @Test
  void aTestPartThatIsTheTrainingPartIsRefused() {
    Path train = classes(folder.resolve("pets"), 6, 8, 8, "cat", "dog");
    Path copy = classes(folder.resolve("copy"), 6, 8, 8, "cat", "dog");
    for (Path test : List.of(train, copy)) {
      assertThatExceptionOfType(InvalidInputException.class)
          .isThrownBy(() -> open(train, "test", test.toString()))
          .withMessage(
              "test part "
                  + test.getFileName()
                  + " holds the pictures to learn from and no others; a test part must be apart");
    }
    Path some = classes(folder.resolve("some"), 2, 8, 8, "cat", "dog");
    write(some.resolve("cat/new.png"), "png", noisy(8, 8, 0x102030, 7));
    assertThat(open(train, "test", some.toString()).report().notes())
        .contains("4 test pictures of 5 also among those to learn from");
  }

  @Test
  void theTestPartIsNamedByItsPath() {
    Path pets = folder.resolve("pets");
    classes(pets.resolve("train"), 6, 8, 8, "cat", "dog");
    Path own = classes(pets.resolve("test"), 3, 16, 16, "cat", "dog");
    Path other = classes(folder.resolve("other"), 3, 16, 16, "cat", "dog");
    assertThat(open(pets, "test", own.toString()).report().notes()).contains("test part: " + own);
    assertThat(open(pets, "test", other.toString()).report().notes())
        .contains("test part: " + other + ", not that of " + pets);
  }

  @Test
  void whatWasLeftOpenIsChosenAndPreparesTheSame() {
    classes(folder, 12, 24, 24, "cat", "dog");
    Prepared decided = open(folder).prepare(5);
    assertThat(decided.choices())
        .containsEntry("size", "24x24")
        .containsEntry("fit", "stretch")
        .containsEntry("split", "60/20/20")
        .containsEntry("augment", ((PictureEncoder) decided.encoder()).augment());
    assertThat(decided.encoder().notes())
        .containsExactly("training pictures are augmented by flip and shift");
    Prepared said = Datasets.open(Settings.with(options(folder), decided.choices())).prepare(5);
    assertThat(said.encoder()).isEqualTo(decided.encoder());
    assertThat(TestTables.features(said.splits().train().forEpoch(3)))
        .isEqualTo(TestTables.features(decided.splits().train().forEpoch(3)));
    assertThat(TestTables.features(said.splits().test()))
        .isEqualTo(TestTables.features(decided.splits().test()));
  }

  @Test
  void aFolderInItsFolderIsUnwrapped() {
    classes(folder.resolve("pets/pets"), 4, 8, 8, "cat", "dog");
    assertThat(open(folder.resolve("pets")).examples()).isEqualTo(8);
  }

  @Test
  void aPictureMovedToAnotherClassIsOtherData() throws IOException {
    classes(folder, 5, 8, 8, "cat", "dog");
    String before = open(folder).sha256();
    assertThat(open(folder).sha256()).isEqualTo(before);
    Files.move(folder.resolve("cat/0.png"), folder.resolve("dog/new.png"));
    assertThat(open(folder).sha256()).isNotEqualTo(before);
  }

  @Test
  void splitsDependOnTheSeedAlone() {
    classes(folder, 12, 8, 8, "cat", "dog");
    float[] once = TestTables.features(open(folder).prepare(5).splits().test());
    assertThat(TestTables.features(open(folder).prepare(5).splits().test())).isEqualTo(once);
    assertThat(TestTables.features(open(folder).prepare(6).splits().test())).isNotEqualTo(once);
  }

  private void refused(String message, String... keysAndValues) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> Datasets.open(options(folder, keysAndValues)))
        .withMessageContaining(message);
  }
}
