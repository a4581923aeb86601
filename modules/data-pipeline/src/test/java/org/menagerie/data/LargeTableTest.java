package org.menagerie.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.menagerie.data.TestTables.options;
import static org.menagerie.data.TestTables.write;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.core.InputShape;
import org.menagerie.core.Settings;
import org.menagerie.core.Splits;
import org.menagerie.core.Target;

class LargeTableTest {
  @TempDir Path folder;

  @Test
  void twentySixClassesOfTwentyThousandRowsAreReadInSeconds() {
    Random random = new Random(2);
    StringBuilder text = new StringBuilder("lettr");
    for (int c = 1; c <= 16; c++) {
      text.append(",f").append(c);
    }
    text.append('\n');
    for (int row = 0; row < 20_000; row++) {
      text.append((char) ('A' + random.nextInt(26)));
      for (int c = 0; c < 16; c++) {
        text.append(',').append(random.nextInt(16));
      }
      text.append('\n');
    }
    Path path = write(folder, "letters.csv", text.toString());
    long start = System.nanoTime();
    Dataset dataset = Datasets.open(Settings.with(options(path), Map.of("label", "lettr")));
    Splits splits = dataset.prepare(1).splits();
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    assertThat(splits.train().input()).isEqualTo(new InputShape.Features(16));
    assertThat(((Target.Classes) splits.train().target()).labels()).hasSize(26);
    assertThat(splits.train().size()).isBetween(15_950, 16_050);
    assertThat(taken).isLessThan(Duration.ofSeconds(4)); // 0.4 s when nothing else runs
  }
}
