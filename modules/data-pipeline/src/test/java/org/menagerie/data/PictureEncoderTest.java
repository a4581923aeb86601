package org.menagerie.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.menagerie.data.TestPictures.classes;
import static org.menagerie.data.TestPictures.grey;
import static org.menagerie.data.TestPictures.open;
import static org.menagerie.data.TestPictures.picture;
import static org.menagerie.data.TestPictures.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.core.InvalidInputException;
import org.nd4j.linalg.dataset.DataSet;

class PictureEncoderTest {
  @TempDir Path folder;
  private Path pets;
  private Encoder encoder;

  @BeforeEach
  void prepare() {
    pets = classes(folder.resolve("pets"), 8, 8, 8, "cat", "dog");
    Encoder fitted = open(pets).prepare(1).encoder();
    encoder = Encoder.fromJson(fitted.toJson());
    assertThat(encoder).isEqualTo(fitted);
  }

  @Test
  void onePictureIsEncodedAsInTraining() {
    Path file = pets.resolve("dog/3.png");
    EncodedFile encoded = encoder.encode(file);
    assertThat(encoded.examples().size()).isEqualTo(1);
    assertThat(encoded.key().orElseThrow())
        .isEqualTo(new EncodedFile.Key("file", List.of(file.toString().replace('\\', '/'))));
    assertThat(encoded.examples().batch(new int[] {0}).getLabels()).isNull();
    PictureSource source = PictureLayout.of(pets).main();
    PictureSet all = source.read(((PictureEncoder) encoder).form(), source.classes());
    int row = all.files().indexOf("dog/3.png");
    float[] trained = picture(((PictureEncoder) encoder).examples(all, new int[] {row}), 0);
    assertThat(picture(encoded.examples(), 0)).isEqualTo(trained);
  }

  @Test
  void aFolderIsEncodedInTheOrderOfItsPaths() {
    EncodedFile encoded = encoder.encode(pets);
    List<String> files = encoded.key().orElseThrow().values();
    assertThat(files).hasSize(16).startsWith("cat/0.png", "cat/1.png").endsWith("dog/7.png");
  }

  @Test
  void aGlobNamesPictures() {
    assertThat(files(pets.resolve("*/[01].png")))
        .containsExactly(
            name("cat/0.png"), name("cat/1.png"), name("dog/0.png"), name("dog/1.png"));
    assertThat(files(folder.resolve("**.png"))).hasSize(16);
    refused(pets.resolve("*.gif"), "no picture (PNG, JPEG, BMP or GIF) matches " + pets);
    refused(pets.resolve("no.png"), "there is no file or folder " + pets.resolve("no.png"));
  }

  @Test
  void unreadablePicturesAreNamed() throws IOException {
    Path bad = Files.writeString(pets.resolve("cat/bad.png"), "x");
    refused(bad, bad + " cannot be read: not a PNG, JPEG, BMP or GIF file");
    Path none = Files.createDirectories(folder.resolve("none"));
    Files.writeString(none.resolve("1.png"), "x");
    Files.writeString(none.resolve("2.png"), "");
    refused(
        none,
        none
            + ": none of 2 pictures can be read: 1.png (not a PNG, JPEG, BMP or GIF file),"
            + " 2.png (the file is empty)");
    EncodedFile encoded = encoder.encode(pets.resolve("cat"));
    assertThat(encoded.examples().size()).isEqualTo(8);
    assertThat(encoded.notes())
        .containsExactly(
            "1 picture that cannot be read skipped: bad.png (not a PNG, JPEG, BMP or GIF file)");
  }

  @Test
  void aFolderOfIdxFilesIsToldToNameOne() throws IOException {
    Path idx = Files.createDirectories(folder.resolve("idx"));
    RawPicturesTest.idx(idx, "train", 3, true);
    Path images = idx.resolve("train-images-idx3-ubyte.gz");
    refused(idx, idx + " holds idx files; name one of them, such as " + images);
  }

  @Test
  void anEmptyFolderIsRefused() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    refused(empty, empty + " holds no pictures (PNG, JPEG, BMP or GIF)");
  }

  @Test
  void labelledFoldersAreMeasuredByTheirNames() {
    LabelledFile labelled = encoder.encodeLabelled(pets.toString());
    assertThat(labelled.examples().size()).isEqualTo(16);
    assertThat(TestTables.labels(labelled.examples())).startsWith(1, 0).endsWith(0, 1);
    Path one = classes(folder.resolve("one"), 2, 8, 8, "dog");
    assertThat(TestTables.labels(encoder.encodeLabelled(one.toString()).examples()))
        .containsExactly(0, 1, 0, 1);
    classes(one, 2, 8, 8, "eel");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> encoder.encodeLabelled(one.toString()))
        .withMessage("one: class 'eel' is not one of the training's (cat, dog)");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> encoder.encodeLabelled(folder.resolve("none").toString()))
        .withMessageContaining("there is no folder");
  }

  @Test
  void greyPicturesSuitAColourNetwork() {
    Path file = write(folder.resolve("g.png"), "png", grey(8, 8, 100));
    DataSet one = encoder.encode(file).examples().batch(new int[] {0});
    for (float brightness : ((ExampleView.Picture) encoder.view(one)).values()) {
      assertThat(brightness).isCloseTo(100 / 255f, within(1e-6f));
    }
  }

  private List<String> files(Path glob) {
    return encoder.encode(glob).key().orElseThrow().values();
  }

  private String name(String file) {
    return pets.resolve(file).toString().replace('\\', '/');
  }

  private void refused(Path path, String message) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> encoder.encode(path))
        .withMessageContaining(message);
  }
}
