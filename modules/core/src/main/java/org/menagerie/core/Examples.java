package org.menagerie.core;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.dataset.DataSet;

/** Examples ready for a network, addressed by row; they may live in memory or be read on demand. */
public interface Examples {

  /** The shape of one example. */
  InputShape input();

  /** What is to be predicted. */
  Target target();

  /** Number of examples. */
  int size();

  /**
   * The given examples as one batch, in the layouts of {@link InputShape} and {@link Target}.
   *
   * <p>The arrays are the caller's: a later call does not change them.
   */
  DataSet batch(int[] rows);

  /**
   * The same, where that saves something in the arrays of an earlier batch.
   *
   * @param spent of these examples or of another epoch's, not needed any more; null for none
   */
  default DataSet batch(int[] rows, DataSet spent) {
    return batch(rows);
  }

  /** How predicted numbers become units, where {@link Target.Value} alone cannot tell. */
  default Optional<ExampleUnits> units() {
    return Optional.empty();
  }

  /**
   * The order in which an epoch of training takes the examples, batch after batch; the seed alone
   * decides it. Where lengths differ, batches may be of examples of like length.
   */
  default int[] order(long seed, int batchSize) {
    return Seeds.permutation(size(), seed);
  }

  /** What {@link #key} counts or names: the lines of a file, files, series. */
  default String keyName() {
    return "row";
  }

  /** What tells an example apart for people; its number from 0 where nothing better is known. */
  default String key(int row) {
    return Integer.toString(row);
  }

  /**
   * The symbols of an example's steps as they stand in the data, those that training did not know
   * too; empty where steps are no symbols, or where the data is not kept.
   */
  default List<String> spelling(int row) {
    return List.of();
  }

  /** These examples as one epoch of training sees them: augmented, where that is wanted. */
  default Examples forEpoch(long seed) {
    return this;
  }

  /** These examples without augmentation. */
  default Examples plain() {
    return this;
  }

  /** Other examples, without augmentation as yet, augmented as these are, and by themselves. */
  default Examples augmentedAlike(Examples others) {
    return others;
  }
}
