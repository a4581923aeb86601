package org.menagerie.report.page;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table.
 *
 * @param caption what it shows; may be empty
 * @param sortable whether a reader may order its rows and take them away as CSV
 */
public record Table(String caption, List<String> header, List<List<Cell>> rows, boolean sortable)
    implements Block {

  /** A table whose rows stand in their order. */
  public Table(String caption, List<String> header, List<List<Cell>> rows) {
    this(caption, header, rows, false);
  }

  /** A table whose rows a reader may order and take away as CSV. */
  public static Table sortable(String caption, List<String> header, List<List<Cell>> rows) {
    return new Table(caption, header, rows, true);
  }

  /** Stands in for a number where there is none. */
  public static final String NONE = "–";

  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final int NARROW = 40; // letters on a telephone's screen, gaps apart

  /** Refuses rows that are not as long as the header. */
  public Table {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Cell> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "table '%s': %d cells where the header has %d",
                caption,
                row.size(),
                header.size()));
      }
    }
  }

  @Override
  public String kind() {
    return "table";
  }

  /**
   * Whether a column, from 0, holds numbers, here and there {@link #NONE}; they stand to the right.
   */
  public boolean numeric(int column) {
    List<Cell> cells = rows.stream().map(row -> row.get(column)).toList();
    return cells.stream().anyMatch(Cell::number)
        && cells.stream().allMatch(cell -> cell.number() || cell.text().equals(NONE));
  }

  /** Whether rows are so long that a narrow screen had better show them as lists. */
  public boolean wide() {
    return IntStream.range(0, header.size()).map(this::longest).sum() > NARROW;
  }

  private int longest(int column) {
    int cells = rows.stream().mapToInt(row -> row.get(column).plain().length()).max().orElse(0);
    return Stream.of(SPACE.split(header.get(column))) // a header may be broken, a word may not
        .mapToInt(String::length)
        .reduce(cells, Math::max);
  }

  /**
   * One field of a table.
   *
   * @param formula whether the text is in the notation of {@link Formula}
   */
  public record Cell(String text, Tone tone, boolean formula) {
    private static final int LONGEST_WORD = 20; // letters that stay together
    private static final Pattern NUMBER =
        Pattern.compile("[-+]?[\\d,]+(\\.\\d+)?([eE][-+]?\\d+)?%?");

    /** Plain text. */
    public static Cell of(String text) {
      return new Cell(text, Tone.PLAIN, false);
    }

    /** A formula in linear notation. */
    public static Cell formula(String source) {
      return new Cell(source, Tone.PLAIN, true);
    }

    /** A number with up to nine significant digits. */
    public static Cell of(double value) {
      return of(Numbers.text(value));
    }

    /** Text that says whether something is right. */
    public static Cell verdict(boolean good, String text) {
      return new Cell(text, good ? Tone.GOOD : Tone.BAD, false);
    }

    /** Whether some word is so long, such as a hash, that it may be broken anywhere. */
    public boolean lengthy() {
      return !formula && SPACE.splitAsStream(text).anyMatch(word -> word.length() > LONGEST_WORD);
    }

    boolean number() {
      return !formula && NUMBER.matcher(text).matches();
    }

    /** The formula for browsers. */
    public String mathMl() {
      return MathMl.of(text, false);
    }

    /** The text for a terminal. */
    public String plain() {
      return formula ? LinearText.of(text) : text;
    }
  }
}
