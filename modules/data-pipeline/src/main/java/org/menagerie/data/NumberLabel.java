package org.menagerie.data;

import java.util.Arrays;
import java.util.List;
import org.menagerie.core.Target;

/**
 * A column of numbers to predict, standardised by the training rows.
 *
 * @param naiveError mean absolute error of always saying {@code mean}, in the column's units
 */
public record NumberLabel(String column, double mean, double scale, double naiveError)
    implements LabelEncoder {

  /** Fits on the given rows alone. */
  static NumberLabel fit(Table table, String column, int[] rows) {
    double[] all = ((Column.Numbers) table.column(column)).values();
    double[] values = Arrays.stream(rows).mapToDouble(row -> all[row]).toArray();
    double mean = Arrays.stream(values).average().orElse(0);
    double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    double naive = Arrays.stream(values).map(v -> Math.abs(v - mean)).average().orElse(0);
    return new NumberLabel(column, mean, variance > 0 ? Math.sqrt(variance) : 1, naive);
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
      standard[i] = (float) ((values[rows[i]] - mean) / scale);
    }
    return standard;
  }
}
