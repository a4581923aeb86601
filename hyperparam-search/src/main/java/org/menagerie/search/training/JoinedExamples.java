package org.menagerie.search.training;

import java.util.Arrays;
import java.util.List;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.Target;
import org.nd4j.linalg.dataset.DataSet;

/** The examples of two parts, one behind the other. */
record JoinedExamples(Examples first, Examples second) implements Examples {

  @Override
  public InputShape input() {
    return first.input();
  }

  @Override
  public Target target() {
    return first.target();
  }

  @Override
  public int size() {
    return first.size() + second.size();
  }

  @Override
  public DataSet batch(int[] rows) {
    int[] ofFirst = Arrays.stream(rows).filter(row -> row < first.size()).toArray();
    int[] ofSecond =
        Arrays.stream(rows)
            .filter(row -> row >= first.size())
            .map(row -> row - first.size())
            .toArray();
    if (ofFirst.length == 0 || ofSecond.length == 0) {
      return ofSecond.length == 0 ? first.batch(ofFirst) : second.batch(ofSecond);
    }
    // the order inside a batch does not matter to an update, and scores are sums
    return PaddedBatches.join(List.of(first.batch(ofFirst), second.batch(ofSecond)));
  }

  @Override
  public String keyName() {
    return first.keyName();
  }

  @Override
  public String key(int row) {
    return row < first.size() ? first.key(row) : second.key(row - first.size());
  }
}
