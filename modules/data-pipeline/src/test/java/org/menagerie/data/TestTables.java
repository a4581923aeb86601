package org.menagerie.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.menagerie.core.Settings;

/** Small tables for tests. */
final class TestTables {
  private TestTables() {}

  /** Writes a file in UTF-8. */
  static Path write(Path folder, String name, String text) {
    return write(folder, name, text.getBytes(StandardCharsets.UTF_8));
  }

  static Path write(Path folder, String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DataOptions options(Path path) {
    return Settings.with(DataOptions.defaults(), Map.of("data", path.toString()));
  }

  static Dataset open(Path path) {
    return Datasets.open(options(path));
  }

  /** Header a,b,label; two classes, x and y, in turn. */
  static String twoClasses(int rows) {
    StringBuilder text = new StringBuilder("a,b,label\n");
    Random random = new Random(1);
    for (int i = 0; i < rows; i++) {
      text.append(
          String.format(
              Locale.ROOT,
              "%.3f,%.3f,%s%n",
              random.nextGaussian(),
              random.nextGaussian(),
              i % 2 == 0 ? "x" : "y"));
    }
    return text.toString();
  }

  /** All features of some examples, row after row. */
  static float[] features(org.menagerie.core.Examples examples) {
    return examples.batch(all(examples)).getFeatures().data().asFloat();
  }

  static float[] labels(org.menagerie.core.Examples examples) {
    return examples.batch(all(examples)).getLabels().data().asFloat();
  }

  static int[] all(org.menagerie.core.Examples examples) {
    return java.util.stream.IntStream.range(0, examples.size()).toArray();
  }
}
