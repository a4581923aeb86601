package org.menagerie.data;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import org.menagerie.core.InvalidInputException;

/** The rows of a table, one after the other, each as wide as the header; cells are stripped. */
final class TableRows implements AutoCloseable {
  private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

  private final TableFile file;
  private final CloseableIterator<CsvRecord> records;
  private CsvRecord current;
  private CsvRecord upcoming;

  TableRows(TableFile file) throws IOException {
    this.file = file;
    records = format(file.delimiter()).ofCsvRecord(file.reader()).iterator();
    upcoming = read();
    if (file.headed()) {
      upcoming = read();
    }
  }

  /** How all tables are parsed: RFC 4180, with rows of other widths let through to be refused. */
  static CsvReader.CsvReaderBuilder format(char delimiter) {
    return CsvReader.builder()
        .fieldSeparator(delimiter)
        .allowExtraFields(true)
        .allowMissingFields(true)
        .trimWhitespacesAroundQuotes(true);
  }

  /** Whether a row holds nothing but white space, as editors leave at the end of a file. */
  static boolean blank(CsvRecord row) {
    return row.getFieldCount() == 1 && row.getField(0).isBlank();
  }

  /** Whether {@link #advance} finds a row. */
  boolean hasNext() {
    return upcoming != null;
  }

  /** Steps to the next row. */
  void advance() {
    if (upcoming == null) {
      throw new NoSuchElementException(file.name() + " has no further row");
    }
    current = upcoming;
    if (current.getFieldCount() != file.header().size()) {
      String count = Phrases.count(current.getFieldCount(), "column", "columns");
      String head = file.headed() ? "the header has " : "the first row has ";
      throw refused(count + " where " + head + file.header().size());
    }
    upcoming = read();
  }

  /** The cell of a column in the current row; between semicolons 3,5 is the number 3.5. */
  String cell(int column) {
    String cell = current.getField(column).strip();
    return file.delimiter() == ';' && cell.indexOf(',') >= 0 ? decimal(cell) : cell;
  }

  private static String decimal(String cell) {
    String point = cell.replace(',', '.');
    return Double.isNaN(Cells.number(point)) ? cell : point;
  }

  /** The line on which the current row begins, from 1. */
  long line() {
    return current.getStartingLineNumber();
  }

  @Override
  public void close() {
    try {
      records.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InvalidInputException refused(String why) {
    return new InvalidInputException(file.name() + " line " + line() + ": " + why);
  }

  private CsvRecord read() {
    try {
      while (records.hasNext()) {
        CsvRecord row = records.next();
        if (end(row)) {
          return null;
        }
        if (!blank(row) || file.header().size() == 1) {
          return row;
        }
      }
      return null;
    } catch (CsvParseException e) {
      throw broken(e);
    }
  }

  private boolean end(CsvRecord row) {
    int last = row.getFieldCount() - 1;
    String cell = row.getField(last);
    if (cell.endsWith(TableFile.END)) {
      long before = row.getFields().subList(0, last).stream().mapToLong(TableRows::lineEnds).sum();
      throw new InvalidInputException(
          file.name()
              + " line "
              + (row.getStartingLineNumber() + before)
              + ": a quote opened here is never closed");
    }
    return last == 0 && cell.equals("\0");
  }

  // "\r\n" is one line end
  private static long lineEnds(String cell) {
    return LINE_END.matcher(cell).results().count();
  }

  // "Exception when reading record that started in line 2", caused by what is wrong there
  private InvalidInputException broken(CsvParseException e) {
    String line = e.getMessage().replaceFirst(".*\\bline (\\d+).*", " line $1");
    String cause = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    String why =
        cause.matches("(?s).*\\bmax(imum)? (field|buffer) size\\b.*")
            ? "a cell is longer than 16 million characters; is a quote never closed?"
            : cause;
    return new InvalidInputException(
        file.name() + (e.getCause() == null ? "" : line) + ": " + why, e);
  }
}
