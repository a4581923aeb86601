package org.menagerie.report.page;

import java.util.List;
import java.util.Locale;

/**
 * A table.
 *
 * @param caption what it shows; may be empty
 */
public record Table(String caption, List<String> header, List<List<Cell>> rows) implements Block {

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
   * One field of a table.
   *
   * @param formula whether the text is in the notation of {@link Formula}
   */
  public record Cell(String text, Tone tone, boolean formula) {

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

    /** Whether the text is a number or a row of numbers, which stand to the right. */
    public boolean number() {
      return !formula && text.matches("[-−+\\d.,\\[\\] eE×⁻⁰¹²³⁴⁵⁶⁷⁸⁹%]*\\d[-−+\\d.,\\[\\] eE%]*");
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
