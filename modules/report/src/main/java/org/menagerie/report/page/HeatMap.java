package org.menagerie.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table of colours.
 *
 * @param shade what the colours stand for
 * @param x what the columns are
 * @param y what the rows are
 * @param cells [row][column]
 */
public record HeatMap(
    String title,
    String hint,
    String shade,
    String x,
    String y,
    List<String> columns,
    List<String> rows,
    List<List<Cell>> cells)
    implements Chart {

  /**
   * One field.
   *
   * @param shade from weak to strong
   * @param text what stands in it; may be empty
   */
  public record Cell(double shade, String text) {}

  /** Refuses cells that are not as many as rows and columns say. */
  public HeatMap {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    cells = cells.stream().map(List::copyOf).toList();
    int width = columns.size();
    if (cells.size() != rows.size() || cells.stream().anyMatch(row -> row.size() != width)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "heat map '%s': cells must be %d rows of %d",
              title,
              rows.size(),
              columns.size()));
    }
  }

  @Override
  public int height() {
    return Math.max(14, Math.min(44, 9 + 2 * rows.size()));
  }

  /** The texts as a table, for a terminal. */
  Table table() {
    List<String> header = new ArrayList<>(List.of(y));
    header.addAll(columns);
    List<List<Table.Cell>> lines = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      List<Table.Cell> line = new ArrayList<>(List.of(Table.Cell.of(rows.get(i))));
      cells
          .get(i)
          .forEach(
              cell ->
                  line.add(
                      cell.text().isEmpty()
                          ? Table.Cell.of(cell.shade())
                          : Table.Cell.of(cell.text())));
      lines.add(line);
    }
    return new Table(title, header, lines);
  }
}
