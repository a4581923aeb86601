package org.menagerie.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.menagerie.data.TestPictures.grey;
import static org.menagerie.data.TestPictures.unsigned;
import static org.menagerie.data.TestPictures.write;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OrientationTest {
  private static final int HEIGHT = 16;
  private static final int WIDTH = 32;

  @TempDir Path folder;

  // where the first row and the first column of the file are in the picture: Exif 2.3, 4.6.4
  @ParameterizedTest
  @CsvSource({
    "1, TOP, LEFT",
    "2, TOP, RIGHT",
    "3, BOTTOM, RIGHT",
    "4, BOTTOM, LEFT",
    "5, LEFT, TOP",
    "6, RIGHT, TOP",
    "7, RIGHT, BOTTOM",
    "8, LEFT, BOTTOM"
  })
  void picturesAreTurnedUpright(int tag, Edge firstRow, Edge firstColumn) throws IOException {
    boolean sideways = tag >= 5;
    BufferedImage stored = grey(sideways ? WIDTH : HEIGHT, sideways ? HEIGHT : WIDTH, 0);
    for (int r = 0; r < stored.getHeight(); r++) {
      for (int c = 0; c < stored.getWidth(); c++) {
        int y = sideways ? firstColumn.inwards(c) : firstRow.inwards(r);
        int x = sideways ? firstRow.inwards(r) : firstColumn.inwards(c);
        stored.getRaster().setSample(c, r, 0, level(y, x));
      }
    }
    Path file = tagged(stored, tag, ByteOrder.BIG_ENDIAN);
    assertThat(PictureDecoder.size(file)).isEqualTo(new PictureSize(HEIGHT, WIDTH));
    isUpright(PictureDecoder.decode(file, new PictureForm(HEIGHT, WIDTH, 1, Fit.STRETCH)));
  }

  @ParameterizedTest
  @EnumSource(Fit.class)
  void proportionsAreThoseOfThePictureThatIsSeen(Fit fit) throws IOException {
    Path file =
        tagged(grey(/* height= */ WIDTH, /* width= */ HEIGHT, 90), 6, ByteOrder.LITTLE_ENDIAN);
    byte[] pixels = PictureDecoder.decode(file, new PictureForm(HEIGHT / 2, WIDTH / 2, 1, fit));
    assertThat(unsigned(pixels)).hasSize(HEIGHT * WIDTH / 4).containsOnly(90);
  }

  @Test
  void nonsenseIsUpright() throws IOException {
    for (int tag : new int[] {0, 9, 65_535}) {
      Path file = tagged(grey(HEIGHT, WIDTH, 90), tag, ByteOrder.LITTLE_ENDIAN);
      assertThat(PictureDecoder.size(file)).isEqualTo(new PictureSize(HEIGHT, WIDTH));
    }
    byte[] whole = Files.readAllBytes(tagged(grey(HEIGHT, WIDTH, 90), 6, ByteOrder.BIG_ENDIAN));
    whole[2 + 2 + 2 + 6 + 4] = 0x7f; // the directory would be beyond the file's end
    Path file = Files.write(folder.resolve("far.jpg"), whole);
    assertThat(PictureDecoder.size(file)).isEqualTo(new PictureSize(HEIGHT, WIDTH));
  }

  private enum Edge {
    TOP,
    BOTTOM,
    LEFT,
    RIGHT;

    int inwards(int n) {
      return switch (this) {
        case TOP, LEFT -> n;
        case BOTTOM -> HEIGHT - 1 - n;
        case RIGHT -> WIDTH - 1 - n;
      };
    }
  }

  // four quarters, each a whole number of JPEG's blocks of 8 x 8
  private static int level(int y, int x) {
    return 40 + (y < HEIGHT / 2 ? 0 : 50) + (x < WIDTH / 2 ? 0 : 120);
  }

  private static void isUpright(byte[] pixels) {
    int[] found = unsigned(pixels);
    for (int i = 0; i < found.length; i++) {
      int level = level(i / WIDTH, i % WIDTH);
      assertThat(found[i]).as("pixel %d", i).isBetween(level - 3, level + 3);
    }
  }

  /** A JPEG file with an Exif segment of one tag behind its first two bytes. */
  private Path tagged(BufferedImage image, int tag, ByteOrder order) throws IOException {
    byte[] plain = Files.readAllBytes(write(folder.resolve("plain.jpg"), "jpg", image));
    ByteBuffer segment = ByteBuffer.allocate(2 + 2 + 6 + 8 + 2 + 12 + 4);
    segment.putShort((short) 0xffe1).putShort((short) (segment.capacity() - 2));
    segment.putInt(0x45786966).putShort((short) 0);
    segment.putShort((short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4d4d)).order(order);
    segment.putShort((short) 42).putInt(8).putShort((short) 1);
    segment.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) tag);
    ByteBuffer file = ByteBuffer.allocate(plain.length + segment.capacity());
    file.put(plain, 0, 2).put(segment.array()).put(Arrays.copyOfRange(plain, 2, plain.length));
    return Files.write(folder.resolve("tagged.jpg"), file.array());
  }
}
