package org.menagerie.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.menagerie.core.InvalidInputException;

/** Tells a file's delimiter and whether its first row is a header, from its first rows. */
final class Sniffer {
  private static final int ROWS = 60;
  private static final char[] DELIMITERS = {',', ';', '\t', '|'};

  private final char delimiter;
  private final List<CsvRecord> rows;

  private Sniffer(char delimiter, List<CsvRecord> rows) {
    this.delimiter = delimiter;
    this.rows = rows;
  }

  static Sniffer of(FileScan scan, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean tabs = lower.endsWith(".tsv") || lower.endsWith(".tsv.gz");
    char delimiter = tabs ? '\t' : delimiter(scan);
    List<CsvRecord> rows = parse(scan, delimiter);
    if (rows.isEmpty()) {
      throw new InvalidInputException(name + " is not a table: no row of it can be read");
    }
    return new Sniffer(delimiter, rows);
  }

  char delimiter() {
    return delimiter;
  }

  int width() {
    return rows.get(0).getFieldCount();
  }

  long headerLine() {
    return rows.get(0).getStartingLineNumber();
  }

  /** The first row's cells; c and its number for an empty one. */
  List<String> names() {
    List<String> numbered = numbered(width());
    List<String> names = new ArrayList<>();
    for (int i = 0; i < width(); i++) {
      names.add(cell(rows.get(0), i).isEmpty() ? numbered.get(i) : cell(rows.get(0), i));
    }
    return names;
  }

  /** Columns whose cell in the first row is empty. */
  Set<Integer> unnamed() {
    Set<Integer> unnamed = new HashSet<>();
    for (int i = 0; i < width(); i++) {
      if (cell(rows.get(0), i).isEmpty()) {
        unnamed.add(i);
      }
    }
    return unnamed;
  }

  /** Names for the columns of a file without a header: c1, c2, …. */
  static List<String> numbered(int width) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= width; i++) {
      names.add("c" + i);
    }
    return names;
  }

  /**
   * Whether the first row names the columns rather than being the first example.
   *
   * <p>It does where it holds a known name, or a word above numbers; otherwise where none of its
   * cells is a number (but for a run of column numbers, if the rows below do not look the same) or
   * a missing value's mark, and where its words do not come back below.
   */
  boolean headed(Collection<String> known) {
    List<String> first = names();
    if (first.stream().anyMatch(known::contains) || wordAboveNumbers()) {
      return true;
    }
    if (!numbers(rows.get(0)).isEmpty()) {
      return run(numbers(rows.get(0))) && !likeRowsBelow();
    }
    boolean marks = first.stream().anyMatch("?"::equals);
    return !marks && recurring() * 2 < width();
  }

  private boolean wordAboveNumbers() {
    for (int column = 0; column < width(); column++) {
      String name = cell(rows.get(0), column);
      boolean word =
          Double.isNaN(Cells.number(name)) && !Cells.missing(name) && !Cells.notFinite(name);
      if (word && numbersBelow(column)) {
        return true;
      }
    }
    return false;
  }

  private boolean numbersBelow(int column) {
    int numbers = 0;
    for (CsvRecord row : rows.subList(1, rows.size())) {
      String cell = column < row.getFieldCount() ? cell(row, column) : "";
      if (!Double.isNaN(Cells.number(cell))) {
        numbers++;
      } else if (!Cells.missing(cell)) {
        return false;
      }
    }
    return numbers > 0;
  }

  // data that happens to begin with 1, 2, 3: its class, or most of its numbers, come back in their
  // columns, or another row is such a run
  private boolean likeRowsBelow() {
    List<CsvRecord> below = rows.subList(1, rows.size());
    if (below.stream().anyMatch(row -> run(numbers(row)))) {
      return true;
    }
    int words = 0;
    int recurringWords = 0;
    for (int column = 0; column < width(); column++) {
      if (Double.isNaN(Cells.number(cell(rows.get(0), column)))) {
        words++;
        recurringWords += recurs(column) ? 1 : 0;
      }
    }
    return words > 0 ? recurringWords > 0 : recurring() * 2 >= width();
  }

  private static List<Double> numbers(CsvRecord row) {
    return row.getFields().stream()
        .map(field -> Cells.number(field.strip()))
        .filter(v -> !Double.isNaN(v))
        .toList();
  }

  // 0, 1, 2, …, or years, or wavelengths: whole numbers in equal steps
  private static boolean run(List<Double> numbers) {
    if (numbers.size() < 3 || numbers.get(0) != Math.rint(numbers.get(0))) {
      return false;
    }
    double step = numbers.get(1) - numbers.get(0);
    for (int i = 1; i < numbers.size(); i++) {
      if (numbers.get(i) - numbers.get(i - 1) != step) {
        return false;
      }
    }
    return step == 1 || (step > 0 && step == Math.rint(step) && numbers.size() >= 5);
  }

  private int recurring() {
    return (int) IntStream.range(0, width()).filter(this::recurs).count();
  }

  // whether the first row's cell comes back in its column
  private boolean recurs(int column) {
    String name = cell(rows.get(0), column);
    return !name.isEmpty()
        && rows.stream()
            .skip(1)
            .anyMatch(row -> column < row.getFieldCount() && cell(row, column).equals(name));
  }

  private static char delimiter(FileScan scan) {
    char best = DELIMITERS[0];
    double bestScore = 0;
    for (char candidate : DELIMITERS) {
      List<CsvRecord> rows = parse(scan, candidate);
      int width = rows.isEmpty() ? 0 : rows.get(0).getFieldCount();
      if (width > 1) {
        double alike = rows.stream().filter(r -> r.getFieldCount() == width).count();
        double score = alike / rows.size() + 1e-6 * width; // the share first, then the width
        if (score > bestScore) {
          bestScore = score;
          best = candidate;
        }
      }
    }
    return best;
  }

  private static List<CsvRecord> parse(FileScan scan, char delimiter) {
    List<CsvRecord> rows = new ArrayList<>();
    try (CsvReader<CsvRecord> reader = TableRows.format(delimiter).ofCsvRecord(scan.start())) {
      for (CsvRecord row : reader) {
        if (!TableRows.blank(row)) {
          rows.add(row);
        }
        if (rows.size() > ROWS) {
          break;
        }
      }
    } catch (CsvParseException e) {
      return rows; // the rows before it tell enough; reading the file reports the line
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    boolean cut = !scan.whole() && rows.size() > 1 && rows.size() <= ROWS;
    return cut ? rows.subList(0, rows.size() - 1) : rows;
  }

  private static String cell(CsvRecord row, int column) {
    return row.getField(column).strip();
  }
}
