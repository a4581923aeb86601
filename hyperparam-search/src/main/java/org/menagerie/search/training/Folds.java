package org.menagerie.search.training;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.menagerie.core.Examples;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Splits;
import org.menagerie.core.Target;

/**
 * Training and validation part together, cut into folds, each of which is the validation part once;
 * with classes, each fold has its share of every class.
 */
final class Folds {
  private Folds() {}

  /** Refuses more folds than half the examples. */
  static void check(Splits splits, int folds) {
    int size = splits.train().size() + splits.validation().size();
    if (folds > Math.max(1, size / 2)) {
      throw new InvalidInputException(
          String.format("folds must be at most %d, half the examples, was %d", size / 2, folds));
    }
  }

  static List<Splits> of(Splits splits, int folds) {
    check(splits, folds);
    Examples all = new JoinedExamples(splits.train().plain(), splits.validation());
    int[] order = byClass(all);
    List<Splits> parts = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      int mine = fold;
      int[] inside =
          IntStream.range(0, order.length)
              .filter(i -> i % folds == mine)
              .map(i -> order[i])
              .toArray();
      int[] outside =
          IntStream.range(0, order.length)
              .filter(i -> i % folds != mine)
              .map(i -> order[i])
              .toArray();
      Examples train = splits.train().augmentedAlike(new Selection(all, outside));
      parts.add(new Splits(train, new Selection(all, inside), splits.test()));
    }
    return parts;
  }

  /** Rows in the order of their classes: every k-th of them is a fold. */
  private static int[] byClass(Examples all) {
    int[] rows = IntStream.range(0, all.size()).toArray();
    if (!(all.target() instanceof Target.Classes)) {
      return rows;
    }
    int[] labels = new int[rows.length];
    for (int row : rows) { // one by one: a joined batch has its own order
      labels[row] = all.batch(new int[] {row}).getLabels().argMax(1).getInt(0);
    }
    return IntStream.of(rows)
        .boxed()
        .sorted((a, b) -> Integer.compare(labels[a], labels[b]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
