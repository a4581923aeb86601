package org.menagerie.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.datavec.api.transform.schema.Schema;
import org.datavec.api.writable.NullWritable;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;

/**
 * A table in memory, column by column.
 *
 * @param lines the line of the file on which each row begins
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
public record Table(String name, List<Column> columns, int[] lines) {

  int rows() {
    return lines.length;
  }

  /** The column of that name. */
  Column column(String wanted) {
    return columns.stream()
        .filter(c -> c.name().equals(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no column " + wanted));
  }

  /** Reads the schema's columns of a file. */
  static Table read(TableFile file, Schema schema) {
    Builder builder = new Builder(schema);
    try (TableRecordReader reader = new TableRecordReader(schema)) {
      reader.open(file);
      while (reader.hasNext()) {
        builder.add(reader.next(), reader.line());
      }
    }
    return builder.build(file.name());
  }

  /** The rows read so far. */
  private static final class Builder {
    private final Schema schema;
    private final double[][] numbers;
    private final int[][] codes;
    private final List<Map<Text, Integer>> dictionaries = new ArrayList<>();
    private int[] lines = new int[256];
    private int rows;

    Builder(Schema schema) {
      this.schema = schema;
      int n = schema.numColumns();
      numbers = new double[n][];
      codes = new int[n][];
      for (int i = 0; i < n; i++) {
        ColumnKind kind = kind(schema, i);
        boolean text = kind == ColumnKind.TEXT || kind == ColumnKind.CLASSES;
        dictionaries.add(text ? new HashMap<>() : Map.of());
        if (text) {
          codes[i] = new int[lines.length];
        } else {
          numbers[i] = new double[lines.length];
        }
      }
    }

    void add(List<Writable> record, long line) {
      if (rows == lines.length) {
        resize(rows + (rows >> 1));
      }
      lines[rows] = (int) line;
      for (int i = 0; i < numbers.length; i++) {
        Writable cell = record.get(i);
        boolean missing = cell instanceof NullWritable;
        if (numbers[i] != null) {
          numbers[i][rows] = missing ? Double.NaN : cell.toDouble();
        } else {
          codes[i][rows] = missing ? -1 : code(dictionaries.get(i), (Text) cell);
        }
      }
      rows++;
    }

    Table build(String name) {
      resize(rows);
      List<Column> columns = new ArrayList<>();
      for (int i = 0; i < numbers.length; i++) {
        String column = schema.getName(i);
        columns.add(
            numbers[i] != null
                ? new Column.Numbers(column, numbers[i])
                : new Column.Texts(column, texts(dictionaries.get(i)), codes[i]));
      }
      return new Table(name, List.copyOf(columns), lines);
    }

    private void resize(int size) {
      lines = Arrays.copyOf(lines, size);
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = numbers[i] == null ? null : Arrays.copyOf(numbers[i], size);
        codes[i] = codes[i] == null ? null : Arrays.copyOf(codes[i], size);
      }
    }

    private static int code(Map<Text, Integer> dictionary, Text cell) {
      Integer known = dictionary.get(cell);
      if (known == null) {
        known = dictionary.size();
        dictionary.put(cell, known);
      }
      return known;
    }

    private static List<String> texts(Map<Text, Integer> dictionary) {
      String[] texts = new String[dictionary.size()];
      dictionary.forEach((text, code) -> texts[code] = text.toString());
      return List.of(texts);
    }
  }

  /** A schema of columns and what they hold. */
  static Schema schema(Map<String, ColumnKind> columns) {
    Schema.Builder builder = new Schema.Builder();
    columns.forEach(
        (name, kind) -> {
          switch (kind) {
            case NUMBER -> builder.addColumnDouble(name);
            case DATE -> builder.addColumnTime(name, TimeZone.getTimeZone("UTC"));
            case TEXT -> builder.addColumnString(name);
            case CLASSES -> builder.addColumnCategorical(name);
          }
        });
    return builder.build();
  }

  /** What a schema says a column holds. */
  static ColumnKind kind(Schema schema, int column) {
    return switch (schema.getType(column)) {
      case Double, Float, Integer, Long -> ColumnKind.NUMBER;
      case Time -> ColumnKind.DATE;
      case Categorical -> ColumnKind.CLASSES;
      default -> ColumnKind.TEXT;
    };
  }
}
