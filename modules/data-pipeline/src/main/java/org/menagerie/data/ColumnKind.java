package org.menagerie.data;

/** What the cells of a column hold. */
public enum ColumnKind {
  /** Finite numbers. */
  NUMBER("number"),
  /** ISO dates, with or without a time of day, read as days since 1970-01-01. */
  DATE("date"),
  /** Text: categories, identifiers or prose. */
  TEXT("text"),
  /** Names of classes, of which only the empty cell and {@code ?} are missing. */
  CLASSES("class");

  private final String word;

  ColumnKind(String word) {
    this.word = word;
  }

  /** The number that a cell (stripped, not missing) stands for, NaN where it is none. */
  double parse(String cell) {
    return switch (this) {
      case NUMBER -> Cells.number(cell);
      case DATE -> Cells.days(cell);
      case TEXT, CLASSES -> Cells.NOT_A_NUMBER;
    };
  }

  /** Whether a cell (stripped) has no value. */
  boolean missing(String cell) {
    return this == CLASSES ? Cells.unlabelled(cell) : Cells.missing(cell);
  }

  /** Why a cell is refused in a column of this kind. */
  String refusal(String cell) {
    String what =
        switch (this) {
          case NUMBER -> Cells.notFinite(cell) ? " is not a finite number" : " is not a number";
          case DATE -> " is not a date such as 2024-01-31";
          case TEXT, CLASSES -> " is not text";
        };
    return Phrases.quote(cell) + what + " (leave the cell empty or write ? for a missing value)";
  }

  @Override
  public String toString() {
    return word;
  }
}
