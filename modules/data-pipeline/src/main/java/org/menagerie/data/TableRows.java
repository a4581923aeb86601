package org.menagerie.data;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.menagerie.core.InvalidInputException;

/** The rows of a table, one after the other, each as wide as the header; cells are stripped. */
final class TableRows implements Iterator<List<String>>, AutoCloseable {
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

  @Override
  public boolean hasNext() {
    return upcoming != null;
  }

  @Override
  public List<String> next() {
    advance();
    return java.util.stream.IntStream.range(0, current.getFieldCount())
        .mapToObj(this::cell)
        .toList();
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

  /** The cell of a column in the current row. */
  String cell(int column) {
    return current.getField(column).strip();
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
        if (!blank(row) || file.header().size() == 1) {
          return row;
        }
      }
      return null;
    } catch (CsvParseException e) {
      // "Exception when reading record that started in line 2", caused by what is wrong there
      String line = e.getMessage().replaceFirst(".*\\bline (\\d+).*", " line $1");
      String cause = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw new InvalidInputException(
          file.name() + (e.getCause() == null ? "" : line) + ": " + cause, e);
    }
  }
}
