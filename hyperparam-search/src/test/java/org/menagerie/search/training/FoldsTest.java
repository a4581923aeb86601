package org.menagerie.search.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.Splits;
import org.menagerie.core.Target;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class FoldsTest {
  private static final int TRAIN = 7;
  private static final int VALIDATION = 4;

  /** Examples named by numbers; augmented ones remember of which examples they are. */
  private record Named(int first, int size, boolean augmented) implements Examples {
    @Override
    public InputShape input() {
      return new InputShape.Features(1);
    }

    @Override
    public Target target() {
      return new Target.Values(List.of(new Target.Value("y", 0, 1, 1)));
    }

    @Override
    public DataSet batch(int[] rows) {
      return new DataSet(Nd4j.ones(rows.length, 1), Nd4j.ones(rows.length, 1));
    }

    @Override
    public String key(int row) {
      return Integer.toString(first + row);
    }

    @Override
    public Examples plain() {
      return new Named(first, size, false);
    }

    @Override
    public Examples augmentedAlike(Examples others) {
      return augmented ? new Mixed(others) : others;
    }
  }

  private record Mixed(Examples of) implements Examples {
    @Override
    public InputShape input() {
      return of.input();
    }

    @Override
    public Target target() {
      return of.target();
    }

    @Override
    public int size() {
      return of.size();
    }

    @Override
    public DataSet batch(int[] rows) {
      return of.batch(rows);
    }
  }

  private static Set<String> keys(Examples examples) {
    return new HashSet<>(IntStream.range(0, examples.size()).mapToObj(examples::key).toList());
  }

  @Test
  void aFoldIsAugmentedByItsOwnTrainingPartAlone() {
    Splits splits =
        new Splits(
            new Named(0, TRAIN, true),
            new Named(TRAIN, VALIDATION, false),
            new Named(TRAIN + VALIDATION, 2, false));
    List<String> validated = new ArrayList<>();
    for (Splits fold : Folds.of(splits, 3)) {
      assertThat(fold.train()).isInstanceOf(Mixed.class);
      Set<String> mixed = keys(((Mixed) fold.train()).of());
      Set<String> held = keys(fold.validation());
      assertThat(mixed).hasSize(TRAIN + VALIDATION - held.size()).doesNotContainAnyElementsOf(held);
      assertThat(fold.validation()).isNotInstanceOf(Mixed.class);
      validated.addAll(held);
    }
    assertThat(validated)
        .containsExactlyInAnyOrder("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
  }
}
