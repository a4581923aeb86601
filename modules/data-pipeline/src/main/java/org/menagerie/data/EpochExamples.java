package org.menagerie.data;

import java.util.function.Function;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.Target;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Examples as one epoch of training sees them.
 *
 * @param of as they are outside training
 * @param changed makes the batch of some rows
 */
record EpochExamples(Examples of, Function<int[], DataSet> changed) implements Examples {
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
  public int[] order(long seed, int batchSize) {
    return of.order(seed, batchSize);
  }

  @Override
  public DataSet batch(int[] rows) {
    return changed.apply(rows);
  }
}
