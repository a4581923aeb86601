package org.menagerie.data;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What all cells of one column tell about it. */
final class ColumnProfile {
  private static final int TRACKED_NUMBERS = 256;
  private static final int TRACKED_TEXTS = 100_000;
  private static final double STRAY = 0.01; // share of cells that may be typing errors
  private static final int FEW_STRAYS = 2;
  private static final int MANY_NUMBERS = 50;
  private static final double UNIQUE = 0.95; // share of distinct cells

  private final String name;
  private final boolean unnamed;
  private final boolean idName;
  private final Map<String, int[]> distinct = new HashMap<>();
  private long tracked;
  private long missing;
  private long unlabelled;
  private long numbers;
  private long wholes;
  private long dates;
  private long texts;
  private long notFinite;
  private long characters;
  private long rows;
  private boolean counts = true;
  private double firstNumber;
  private String stray;
  private long strayLine;
  private String odd;
  private long oddLine;

  ColumnProfile(String name, boolean unnamed) {
    this.name = name;
    this.unnamed = unnamed;
    idName = idName(name);
  }

  void add(String cell, long line) {
    rows++;
    if (Cells.unlabelled(cell)) {
      unlabelled++;
    }
    if (Cells.missing(cell)) {
      missing++;
      counts = false;
      return;
    }
    double value = Cells.number(cell);
    if (Double.isNaN(value)) {
      addText(cell, line);
    } else {
      addNumber(value);
    }
    track(cell);
  }

  private void addNumber(double value) {
    if (numbers++ == 0) {
      firstNumber = value;
    }
    if (value == Math.rint(value)) {
      wholes++;
    }
    counts = counts && value == firstNumber + rows - 1;
  }

  private void addText(String cell, long line) {
    counts = false;
    texts++;
    characters += cell.length();
    if (stray == null) {
      stray = cell;
      strayLine = line;
    }
    if (Cells.notFinite(cell)) {
      notFinite++;
    }
    if (!Double.isNaN(Cells.days(cell))) {
      dates++;
    } else if (odd == null) {
      odd = cell;
      oddLine = line;
    }
  }

  private void track(String cell) {
    // keys that come round again after some hundred rows are no identifiers: look further
    int most = texts == 0 && !idName ? TRACKED_NUMBERS : TRACKED_TEXTS;
    if (distinct.size() < most) {
      distinct.computeIfAbsent(cell, c -> new int[1])[0]++;
      tracked++;
    }
  }

  String name() {
    return name;
  }

  long missing() {
    return missing;
  }

  /** Cells that name no class, where the column is a label of classes. */
  long unlabelled() {
    return unlabelled;
  }

  long present() {
    return rows - missing;
  }

  /** What the column holds: numbers or dates where nearly all cells are such. */
  ColumnKind kind() {
    long strays = texts - notFinite;
    if (numbers > 0 && nearlyAll(strays)) {
      return ColumnKind.NUMBER;
    }
    if (numbers == 0 && dates > 0 && dates >= (1 - STRAY) * texts) {
      return ColumnKind.DATE;
    }
    return ColumnKind.TEXT;
  }

  private boolean nearlyAll(long strays) {
    boolean few = strays <= FEW_STRAYS && 2 * (numbers + notFinite) > present();
    return strays <= STRAY * present() || few || measuredWithMarks();
  }

  // many different numbers and one or two words, such as "-" or "unknown": the words are marks for
  // missing values that we do not know, and reading each number as a category would lose them all
  private boolean measuredWithMarks() {
    if (2 * numbers <= present() || distinct.size() <= MANY_NUMBERS) {
      return false;
    }
    long words = distinct.keySet().stream().filter(c -> Double.isNaN(Cells.number(c))).count();
    return words <= 2;
  }

  /** The first cell that does not fit the kind, or null. */
  String strayCell() {
    return switch (kind()) {
      case NUMBER -> stray;
      case DATE -> odd;
      case TEXT, CLASSES -> null;
    };
  }

  /** Where the cell that does not fit was found. */
  long strayLine() {
    return kind() == ColumnKind.NUMBER ? strayLine : oddLine;
  }

  /** The first cell that is text, and its line: for a column that ought to hold numbers. */
  String firstText() {
    return Phrases.quote(stray) + " in line " + strayLine;
  }

  boolean whole() {
    return wholes == numbers;
  }

  boolean constant() {
    return distinct.size() <= 1;
  }

  /** Whether {@link #distinct} holds every value. */
  boolean tracksAll() {
    return tracked == present();
  }

  /** Counts per text of a cell. */
  Map<String, int[]> distinct() {
    return distinct;
  }

  /** Row numbers: an unnamed or id-like column that counts up from its first cell. */
  boolean rowNumbers() {
    boolean starts = firstNumber == 0 || firstNumber == 1 || idName;
    return counts && rows > 2 && starts && (unnamed || idLike());
  }

  /** A column called id whose whole numbers, as far as tracked, (nearly) never repeat. */
  boolean identifier() {
    boolean unique = distinct.size() >= UNIQUE * tracked;
    boolean integers = kind() == ColumnKind.NUMBER && whole();
    return idName && integers && present() >= 20 && unique;
  }

  /** Text that nearly never repeats: names, keys or prose, nothing to count by category. */
  boolean nearlyUnique() {
    long seen = tracksAll() ? present() : Math.max(tracked, 1);
    return kind() == ColumnKind.TEXT && distinct.size() * 2L > seen && seen >= 5;
  }

  /** Mean length of the cells that are text. */
  double meanLength() {
    return texts == 0 ? 0 : (double) characters / texts;
  }

  private static boolean idName(String name) {
    String n = name.toLowerCase(Locale.ROOT);
    return n.equals("id") || n.endsWith("_id") || n.endsWith(" id") || name.endsWith("Id");
  }

  private boolean idLike() {
    String n = name.toLowerCase(Locale.ROOT).replaceAll("[ _.:-]", "");
    return idName || n.matches("index|row|rownames?|rownumber|rownum|rowid|no|nr|unnamed0|#|sno");
  }
}
