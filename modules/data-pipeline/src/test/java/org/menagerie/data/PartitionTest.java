package org.menagerie.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.menagerie.data.TestTables.options;
import static org.menagerie.data.TestTables.write;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.core.Settings;
import org.menagerie.core.Splits;

class PartitionTest {
  private static final SplitRatio RATIO = new SplitRatio(60, 20, 20);

  @TempDir Path folder;

  @Test
  void partsAreDisjointAndComplete() {
    for (int n : new int[] {3, 4, 5, 7, 10, 99, 1000}) {
      Partition parts = partition(n, i -> i % 3, 3, 5);
      int[] all =
          IntStream.concat(
                  Arrays.stream(parts.train()),
                  IntStream.concat(Arrays.stream(parts.validation()), Arrays.stream(parts.test())))
              .sorted()
              .toArray();
      assertThat(all).isEqualTo(IntStream.range(0, n).toArray());
    }
  }

  @Test
  void everyPartHasItsShareOfEveryClass() {
    // 700 of class 0, 200 of class 1, 100 of class 2
    Partition parts = partition(1000, i -> i < 700 ? 0 : i < 900 ? 1 : 2, 3, 5);
    assertThat(perClass(parts.train())).containsExactly(420, 120, 60);
    assertThat(perClass(parts.validation())).containsExactly(140, 40, 20);
    assertThat(perClass(parts.test())).containsExactly(140, 40, 20);
  }

  @Test
  void everyPartHasEveryClassOfThreeRowsOrMore() {
    for (int n = 3; n < 12; n++) {
      Partition parts = partition(n, i -> 0, 1, 5);
      assertThat(parts.train()).isNotEmpty();
      assertThat(parts.validation()).isNotEmpty();
      assertThat(parts.test()).isNotEmpty();
    }
  }

  @Test
  void classesOfOneOrTwoRowsTrain() {
    Partition parts = partition(12, i -> i < 10 ? 0 : 1, 2, 5);
    assertThat(parts.train()).contains(10, 11);
  }

  @Test
  void sameSeedSameSplitOtherSeedOtherSplit() {
    Partition one = partition(300, i -> i % 3, 3, 5);
    assertThat(partition(300, i -> i % 3, 3, 5).train()).isEqualTo(one.train());
    assertThat(partition(300, i -> i % 3, 3, 6).train()).isNotEqualTo(one.train());
  }

  @Test
  void defaultSharesFollowTheSize() {
    assertThat(SplitRatio.forSize(150, false)).isEqualTo(new SplitRatio(60, 20, 20));
    assertThat(SplitRatio.forSize(999, false)).isEqualTo(new SplitRatio(60, 20, 20));
    assertThat(SplitRatio.forSize(1_000, false)).isEqualTo(new SplitRatio(70, 15, 15));
    assertThat(SplitRatio.forSize(10_000, false)).isEqualTo(new SplitRatio(70, 15, 15));
    assertThat(SplitRatio.forSize(10_001, false)).isEqualTo(new SplitRatio(80, 10, 10));
    assertThat(SplitRatio.forSize(10_001, true)).isEqualTo(new SplitRatio(90, 10, 0));
  }

  @Test
  void splitOptionIsObeyed() {
    Splits splits =
        Datasets.open(Settings.with(DataOptions.defaults(), Map.of("split", "20/40/40")))
            .prepare(3)
            .splits();
    assertThat(splits.train().size()).isEqualTo(30);
    assertThat(splits.validation().size()).isEqualTo(60);
    assertThat(splits.test().size()).isEqualTo(60);
  }

  @Test
  void separateTestFileIsTheTestPart() {
    Path train = write(folder, "train.csv", TestTables.twoClasses(100));
    Path test = write(folder, "test.csv", "label,b,a\nx,1,2\ny,3,4\n,5,6\nx,7,8\n");
    Dataset dataset = Datasets.open(Settings.with(options(train), Map.of("test", test.toString())));
    assertThat(dataset.report().notes())
        .containsExactly(
            "test part: 3 rows of test.csv", "test.csv: 1 row left out: without a label");
    assertThat(dataset.examples()).isEqualTo(103);
    Splits splits = dataset.prepare(3).splits();
    assertThat(splits.train().size()).isEqualTo(80);
    assertThat(splits.validation().size()).isEqualTo(20);
    assertThat(TestTables.labels(splits.test())).containsExactly(1, 0, 0, 1, 1, 0);
    Splits asked =
        Datasets.open(
                Settings.with(options(train), Map.of("test", test.toString(), "split", "70/30/0")))
            .prepare(3)
            .splits();
    assertThat(asked.train().size()).isEqualTo(70);
  }

  @Test
  void hashCoversTheTestFile() {
    Path train = write(folder, "train.csv", TestTables.twoClasses(100));
    DataOptions options =
        Settings.with(options(train), Map.of("test", folder.resolve("test.csv").toString()));
    write(folder, "test.csv", "a,b,label\n1,2,x\n");
    String one = Datasets.open(options).sha256();
    String train256 = Datasets.open(options(train)).sha256();
    assertThat(one).hasSize(64).isNotEqualTo(train256);
    assertThat(Datasets.open(options).sha256()).isEqualTo(one);
    write(folder, "test.csv", "a,b,label\n1,3,x\n");
    assertThat(Datasets.open(options).sha256()).isNotEqualTo(one);
  }

  private static Partition partition(
      int n, java.util.function.IntUnaryOperator group, int groups, long seed) {
    int[] rows = IntStream.range(0, n).toArray();
    int[] groupOf = Arrays.stream(rows).map(group).toArray();
    return Partition.of(rows, groupOf, groups, RATIO, false, seed);
  }

  private static int[] perClass(int[] rows) {
    int[] counts = new int[3];
    for (int row : rows) {
      counts[row < 700 ? 0 : row < 900 ? 1 : 2]++;
    }
    return counts;
  }
}
