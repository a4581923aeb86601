package org.menagerie.data;

import java.util.Arrays;
import java.util.List;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Target;

/**
 * A column of numbers to predict, standardised by the training rows.
 *
 * @param naiveError mean absolute error of always saying {@code mean}, in the column's units
 */
public record NumberLabel(String column, double mean, double scale, double naiveError)
    implements LabelEncoder {

  /** Fits on the given rows alone; refuses values that do not differ. */
  static NumberLabel fit(Table table, String column, int[] rows) {
    double[] all = ((Column.Numbers) table.column(column)).values();
    double[] values = Arrays.stream(rows).mapToDouble(row -> all[row]).toArray();
    Moments moments = Moments.of(values);
    double mean = moments.mean();
    double scale = moments.deviation();
    // in units of the scale: the differences of huge values would overflow
    double distance =
        Arrays.stream(values).map(v -> Math.abs(v / scale - mean / scale)).average().orElse(0);
    double naiveError = distance * scale; // at most the scale, so finite
    if (!(naiveError > 0)) {
      throw new InvalidInputException(
          table.name()
              + ", column "
              + column
              + ": the labels of the training part are all "
              + mean
              + "; numbers that differ are needed");
    }
    return new NumberLabel(column, mean, scale, naiveError);
  }

  @Override
  public ColumnKind kind() {
    return ColumnKind.NUMBER;
  }

  @Override
  public Target target() {
    return new Target.Values(List.of(new Target.Value(column, mean, scale, naiveError)));
  }

  @Override
  public LabelledRows labelled(Table table) {
    return LabelledRows.of(table.column(column), row -> true, "");
  }

  @Override
  public float[] encode(Table table, int[] rows) {
    double[] values = ((Column.Numbers) table.column(column)).values();
    float[] standard = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      standard[i] = (float) (values[rows[i]] / scale - mean / scale);
    }
    return standard;
  }
}
