package org.menagerie.data;

import java.util.List;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Target;

/**
 * A column of classes.
 *
 * @param numbered whether cells are numbers, so that 1 and 1.0 are one class
 * @param selected whether rows of other classes are passed over rather than refused
 * @param labels the classes, in the order of the network's outputs
 */
public record ClassLabel(String column, boolean numbered, boolean selected, List<String> labels)
    implements LabelEncoder {
  /** A label with its own copy of the list. */
  public ClassLabel {
    labels = List.copyOf(labels);
  }

  @Override
  public ColumnKind kind() {
    return numbered ? ColumnKind.TEXT : ColumnKind.CLASSES;
  }

  @Override
  public Target target() {
    return new Target.Classes(labels);
  }

  @Override
  public LabelledRows labelled(Table table) {
    Column.Texts cells = (Column.Texts) table.column(column);
    int[] classes = classes(cells);
    if (!selected) {
      refuseUnknown(table, cells, classes);
    }
    return LabelledRows.of(cells, row -> classes[cells.codes()[row]] >= 0, "of other classes");
  }

  @Override
  public float[] encode(Table table, int[] rows) {
    Column.Texts cells = (Column.Texts) table.column(column);
    int[] classes = classes(cells);
    float[] labelsOfRows = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      labelsOfRows[i] = classes[cells.codes()[rows[i]]];
    }
    return labelsOfRows;
  }

  /** The class's name that a cell stands for. */
  static String name(String cell, boolean numbered) {
    return numbered ? Cells.canonical(cell) : cell;
  }

  // class index of each text of the column's dictionary, -1 for none of ours
  private int[] classes(Column.Texts cells) {
    return cells.dictionary().stream().mapToInt(t -> labels.indexOf(name(t, numbered))).toArray();
  }

  private void refuseUnknown(Table table, Column.Texts cells, int[] classes) {
    for (int row = 0; row < table.rows(); row++) {
      if (!cells.missing(row) && classes[cells.codes()[row]] < 0) {
        throw new InvalidInputException(
            table.name()
                + " line "
                + table.lines()[row]
                + ", column "
                + column
                + ": class "
                + Phrases.quote(cells.text(row))
                + " is not one of the training's ("
                + Phrases.list(labels, 12)
                + ")");
      }
    }
  }
}
