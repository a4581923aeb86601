package org.menagerie.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.menagerie.data.TestPictures.open;
import static org.menagerie.data.TestPictures.options;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Splits;
import org.menagerie.core.Target;

/** Files that hold many pictures: idx and CIFAR-10. */
class RawPicturesTest {
  @TempDir Path folder;

  @Test
  void idxFilesKeepTheirTestPart() throws IOException {
    idx(folder, "train", 40, false);
    idx(folder, "t10k", 10, false);
    Dataset set = open(folder);
    assertThat(set.examples()).isEqualTo(50);
    assertThat(set.report().lines().get(1)).isEqualTo("pictures of 8x9, grey; split 80/20");
    Splits splits = set.prepare(1).splits();
    assertThat(splits.train().input()).isEqualTo(new InputShape.Image(8, 9, 1));
    assertThat(splits.test().size()).isEqualTo(10);
    assertThat(splits.train().size() + splits.validation().size()).isEqualTo(40);
    assertThat(((Target.Classes) splits.train().target()).labels()).containsExactly("0", "1", "2");
  }

  @Test
  void labelsThatBeginAtOneLeaveNoEmptyClass() throws IOException {
    idx(folder, "train", 30, false);
    Path file = folder.resolve("train-labels-idx1-ubyte");
    byte[] labels = Files.readAllBytes(file);
    for (int i = 8; i < labels.length; i++) {
      labels[i]++;
    }
    Files.write(file, labels);
    PictureSource main = PictureLayout.of(folder).main();
    assertThat(main.classes()).containsExactly("1", "2", "3");
    PictureSet pictures = main.read(new PictureForm(8, 9, 1, Fit.STRETCH), main.classes());
    assertThat(pictures.labels()).startsWith(0, 1, 2, 0);
  }

  @Test
  void classesOfTheTestPartAloneAreNamed() throws IOException {
    idx(folder, "train", 30, false);
    idx(folder, "t10k", 10, false);
    Path file = folder.resolve("t10k-labels-idx1-ubyte");
    byte[] labels = Files.readAllBytes(file);
    labels[8] = 7;
    Files.write(file, labels);
    assertThat(open(folder).report().notes()).contains("no pictures to learn from: 7");
  }

  @Test
  void filesWithoutATestPartSaySo() throws IOException {
    idx(folder, "train", 30, false);
    assertThat(open(folder).report().lines())
        .contains("pictures of 8x9, grey; split 60/20/20")
        .contains("no t10k images, so the test part is split off");
  }

  @Test
  void gzippedFilesHoldTheSame() throws IOException {
    Path packed = Files.createDirectories(folder.resolve("packed"));
    Path plain = Files.createDirectories(folder.resolve("plain"));
    idx(packed, "train", 30, true);
    idx(plain, "train", 30, false);
    assertThat(open(packed).sha256()).isEqualTo(open(plain).sha256());
    assertThat(open(packed).prepare(1).splits().test().size()).isPositive();
  }

  @Test
  void idxPicturesAreResizedWhereASizeIsNamed() throws IOException {
    idx(folder, "train", 30, false);
    assertThat(open(folder, "size", "16", "fit", "crop").prepare(1).encoder().input())
        .isEqualTo(new InputShape.Image(16, 16, 1));
  }

  @Test
  void idxPicturesCanBePredicted() throws IOException {
    idx(folder, "train", 30, true);
    Encoder encoder = open(folder).prepare(1).encoder();
    EncodedFile encoded = encoder.encode(folder.resolve("train-images-idx3-ubyte.gz"));
    assertThat(encoded.examples().size()).isEqualTo(30);
    assertThat(encoded.key().orElseThrow().values()).startsWith("0", "1").endsWith("29");
  }

  @Test
  void damagedIdxFilesSayWhatIsWrong() throws IOException {
    idx(folder, "train", 30, false);
    Path images = folder.resolve("train-images-idx3-ubyte");
    byte[] good = Files.readAllBytes(images);
    Files.write(images, Arrays.copyOf(good, good.length - 1));
    refused(images + " is no idx file that can be used: the file ends too soon or is damaged");
    Files.write(images, Arrays.copyOf(good, 10));
    refused(images + " is no idx file that can be used: the file ends too soon or is damaged");
    Files.write(images, ByteBuffer.wrap(good.clone()).putInt(0, 0x801).array());
    refused(
        images + " is no idx file that can be used: magic number 0x00000801, must be 0x00000803");
    Files.write(images, ByteBuffer.wrap(good.clone()).putInt(4, Integer.MAX_VALUE).array());
    refused("the file ends too soon for 2147483647 rows of 72 bytes");
    Files.write(images, ByteBuffer.wrap(good.clone()).putInt(8, -4).array());
    refused("length -4 of dimension 2");
    Files.write(images, ByteBuffer.wrap(good.clone()).putInt(4, 29).array());
    refused(images + " has 29 pictures, train-labels-idx1-ubyte 30 labels");
    Files.delete(images);
    refused(folder + " has no file train-images-idx3-ubyte or train-images-idx3-ubyte.gz");
  }

  @Test
  void cifarPlanesBecomePixels() throws IOException {
    byte[] records = new byte[3073 * 12];
    for (int i = 0; i < 12; i++) {
      int at = i * 3073;
      records[at] = (byte) (i % 2);
      Arrays.fill(records, at + 1, at + 1025, (byte) 200);
      Arrays.fill(records, at + 1025, at + 2049, (byte) 100);
      Arrays.fill(records, at + 2049, at + 3073, (byte) i);
    }
    Path inner = Files.createDirectories(folder.resolve("cifar-10-batches-bin"));
    Files.write(inner.resolve("data_batch_1.bin"), records);
    Files.write(inner.resolve("test_batch.bin"), Arrays.copyOf(records, 3073 * 4));
    Dataset set = open(folder);
    assertThat(set.examples()).isEqualTo(16);
    PictureSource main = PictureLayout.of(folder).main();
    PictureSet pictures = main.read(new PictureForm(32, 32, 3, Fit.STRETCH), main.classes());
    byte[] pixels = new byte[3072];
    pictures.get(5, pixels);
    assertThat(pixels).startsWith((byte) 200, (byte) 100, (byte) 5, (byte) 200);
    // only two of the ten occur
    assertThat(main.classes()).containsExactly("airplane", "automobile");
    assertThat(set.report().target()).endsWith(" -> 2 classes (airplane 6, automobile 6)");
    assertThat(pictures.labels()).startsWith(0, 1, 0);
    Files.delete(inner.resolve("test_batch.bin"));
    assertThat(open(folder).report().notes())
        .contains("no test_batch.bin, so the test part is split off");
    Files.write(inner.resolve("data_batch_1.bin"), Arrays.copyOf(records, 3074));
    refused("has 3074 bytes, no multiple of 3073");
    records[0] = 10;
    Files.write(inner.resolve("data_batch_1.bin"), records);
    refused("holds label 10; there are 10 classes");
  }

  private void refused(String message) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> Datasets.open(options(folder)))
        .withMessageContaining(message);
  }

  /** Pictures of 8x9 pixels in three classes. */
  static void idx(Path folder, String part, int n, boolean gzip) throws IOException {
    ByteBuffer images =
        ByteBuffer.allocate(16 + n * 72).putInt(0x803).putInt(n).putInt(8).putInt(9);
    ByteBuffer labels = ByteBuffer.allocate(8 + n).putInt(0x801).putInt(n);
    for (int i = 0; i < n; i++) {
      labels.put((byte) (i % 3));
      for (int p = 0; p < 72; p++) {
        images.put((byte) (i * p));
      }
    }
    String gz = gzip ? ".gz" : "";
    Files.write(folder.resolve(part + "-images-idx3-ubyte" + gz), packed(images.array(), gzip));
    Files.write(folder.resolve(part + "-labels-idx1-ubyte" + gz), packed(labels.array(), gzip));
  }

  static byte[] packed(byte[] bytes, boolean gzip) throws IOException {
    if (!gzip) {
      return bytes;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packing = new GZIPOutputStream(out)) {
      packing.write(bytes);
    }
    return out.toByteArray();
  }
}
