package org.menagerie.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.menagerie.core.InputShape;

/** Numbers and categories side by side in one flat row. */
public record FlatFeatures(List<ColumnEncoder> encoders) implements FeatureEncoder {
  /** Features with their own copy of the list. */
  public FlatFeatures {
    encoders = List.copyOf(encoders);
  }

  /** Fits every column on the given rows alone. */
  static FlatFeatures fit(Table table, Map<String, ColumnKind> kinds, int[] rows) {
    List<ColumnEncoder> encoders = new ArrayList<>();
    kinds.forEach(
        (name, kind) -> {
          Column column = table.column(name);
          encoders.add(
              column instanceof Column.Numbers numbers
                  ? NumberFeature.fit(numbers, kind, rows)
                  : CategoryFeature.fit((Column.Texts) column, rows));
        });
    return new FlatFeatures(encoders);
  }

  @Override
  public InputShape input() {
    return new InputShape.Features(width());
  }

  @Override
  public Map<String, ColumnKind> columns() {
    Map<String, ColumnKind> columns = new LinkedHashMap<>();
    encoders.forEach(e -> columns.put(e.column(), e.kind()));
    return columns;
  }

  @Override
  public List<String> symbols() {
    return encoders.stream().flatMap(e -> e.symbols().stream()).toList();
  }

  @Override
  public List<String> unknown(Table table, int[] rows) {
    return encoders.stream()
        .flatMap(e -> e.unknown(table.column(e.column()), rows).stream())
        .toList();
  }

  @Override
  public ExampleView view(float[] row) {
    List<ExampleView.Field> fields = new ArrayList<>();
    int offset = 0;
    for (ColumnEncoder encoder : encoders) {
      fields.add(new ExampleView.Field(encoder.column(), encoder.text(row, offset)));
      offset += encoder.width();
    }
    return new ExampleView.Fields(fields);
  }

  @Override
  public Encoded encode(Table table, int[] rows) {
    int width = width();
    float[] out = new float[Math.multiplyExact(rows.length, width)];
    int offset = 0;
    for (ColumnEncoder encoder : encoders) {
      encoder.encode(table.column(encoder.column()), rows, out, offset, width);
      offset += encoder.width();
    }
    return new Encoded(out, null);
  }

  private int width() {
    return encoders.stream().mapToInt(ColumnEncoder::width).sum();
  }
}
