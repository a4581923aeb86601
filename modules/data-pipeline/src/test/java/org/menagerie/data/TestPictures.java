package org.menagerie.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.menagerie.core.Examples;
import org.menagerie.core.Settings;

/** Small pictures for tests. */
final class TestPictures {
  private TestPictures() {}

  /** Writes a picture; its folder is made where it is not there. */
  static Path write(Path file, String format, BufferedImage image) {
    try {
      Files.createDirectories(file.getParent());
      if (!ImageIO.write(image, format, file.toFile())) {
        throw new IllegalArgumentException("no writer of " + format + " for " + image);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A picture of one colour, 0xRRGGBB or 0xAARRGGBB. */
  static BufferedImage plain(int type, int height, int width, int colour) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, colour);
      }
    }
    return image;
  }

  /** A grey picture of one sample value. */
  static BufferedImage grey(int height, int width, int value) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.getRaster().setSample(x, y, 0, value);
      }
    }
    return image;
  }

  /** Noise about a colour, so that no two pictures are equal. */
  static BufferedImage noisy(int height, int width, int colour, long seed) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(seed);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, colour ^ (random.nextInt() & 0x1f1f1f));
      }
    }
    return image;
  }

  /** A folder with class folders of coloured PNG files. */
  static Path classes(Path root, int each, int height, int width, String... names) {
    for (int c = 0; c < names.length; c++) {
      for (int i = 0; i < each; i++) {
        Path file = root.resolve(names[c]).resolve(i + ".png");
        write(file, "png", noisy(height, width, 0x802040 >> c, 100L * c + i));
      }
    }
    return root;
  }

  static DataOptions options(Path path, String... keysAndValues) {
    Map<String, String> changes = new java.util.HashMap<>();
    changes.put("data", path.toString());
    for (int i = 0; i < keysAndValues.length; i += 2) {
      changes.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return Settings.with(DataOptions.defaults(), changes);
  }

  static Dataset open(Path path, String... keysAndValues) {
    return Datasets.open(options(path, keysAndValues));
  }

  /** One example's input. */
  static float[] picture(Examples examples, int row) {
    return examples.batch(new int[] {row}).getFeatures().data().asFloat();
  }

  static int[] unsigned(byte[] bytes) {
    return IntStream.range(0, bytes.length).map(i -> bytes[i] & 0xff).toArray();
  }
}
