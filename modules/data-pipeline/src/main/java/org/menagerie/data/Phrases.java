package org.menagerie.data;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Pieces of sentences for reports and errors. */
final class Phrases {
  private static final int LONGEST_QUOTE = 40;

  private Phrases() {}

  /** "1 row", "1,797 rows". */
  static String count(long n, String singular, String plural) {
    return String.format(Locale.ROOT, "%,d %s", n, n == 1 ? singular : plural);
  }

  /** The names with commas between them; beyond {@code most}, how many more there are. */
  static String list(Collection<String> names, int most) {
    String shown = names.stream().limit(most).collect(Collectors.joining(", "));
    return names.size() <= most ? shown : shown + " and " + (names.size() - most) + " more";
  }

  /** The same, with names that hold a comma in quotes. */
  static String names(Collection<String> names, int most) {
    return list(names.stream().map(Phrases::name).toList(), most);
  }

  /** A name as it stands in a list: in quotes where it holds a comma. */
  static String name(String name) {
    return name.contains(",") ? "'" + name + "'" : name;
  }

  /** A cell in quotes, on one line and not too long. */
  static String quote(String cell) {
    return "'" + brief(cell) + "'";
  }

  /** A cell on one line and not too long. */
  static String brief(String cell) {
    String line = cell.replaceAll("[\\s\\p{Cntrl}]+", " ");
    return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
  }
}
