package org.menagerie.search.training;

import java.util.Arrays;
import java.util.Optional;
import org.menagerie.core.ExampleUnits;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.Target;
import org.nd4j.linalg.dataset.DataSet;

/** Some of the examples of a part. */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
record Selection(Examples all, int[] rows) implements Examples {

  @Override
  public InputShape input() {
    return all.input();
  }

  @Override
  public Target target() {
    return all.target();
  }

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public DataSet batch(int[] chosen) {
    return batch(chosen, null);
  }

  @Override
  public DataSet batch(int[] chosen, DataSet spent) {
    return all.batch(Arrays.stream(chosen).map(row -> rows[row]).toArray(), spent);
  }

  @Override
  public Optional<ExampleUnits> units() {
    return Optional.empty(); // they go by the place of an example in its own part
  }

  @Override
  public String keyName() {
    return all.keyName();
  }

  @Override
  public String key(int row) {
    return all.key(rows[row]);
  }
}
