package org.menagerie.data;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.core.InvalidInputException;

/** A first pass over a table: how many rows it has and what each column holds. */
record Inspection(TableFile file, List<ColumnProfile> columns, int rows) {

  static Inspection of(TableFile file) {
    List<ColumnProfile> columns = new ArrayList<>();
    for (int i = 0; i < file.header().size(); i++) {
      columns.add(new ColumnProfile(file.header().get(i), file.unnamed().contains(i)));
    }
    int count = 0;
    try (TableRows rows = file.rows()) {
      for (; rows.hasNext(); count++) {
        rows.advance();
        for (int i = 0; i < columns.size(); i++) {
          columns.get(i).add(rows.cell(i), rows.line());
        }
      }
    }
    if (count == 0) {
      throw new InvalidInputException(file.name() + " has a header but no rows");
    }
    return new Inspection(file, List.copyOf(columns), count);
  }

  /** The column of that name; an error with the nearest known name where there is none. */
  ColumnProfile column(String name, String option) {
    return columns.stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    option
                        + " "
                        + Phrases.quote(name)
                        + " is not a column of "
                        + file.name()
                        + Nearest.hint(name, file.header())));
  }

  /** Refuses a column that holds a cell of another kind. */
  void refuseStray(ColumnProfile column) {
    if (column.strayCell() != null) {
      throw TableRecordReader.stray(
          file.name(),
          column.strayLine(),
          column.name(),
          column.kind().refusal(column.strayCell()));
    }
  }
}
