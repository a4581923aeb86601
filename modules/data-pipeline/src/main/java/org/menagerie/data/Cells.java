package org.menagerie.data;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Set;

/** What the text of one cell means. */
final class Cells {
  /** What {@link #number} returns for text that is not a finite number. */
  static final double NOT_A_NUMBER = Double.NaN;

  private static final Set<String> MISSING = Set.of("?", "na", "n/a", "null", "none");
  private static final Set<String> NOT_FINITE = Set.of("nan", "inf", "infinity");
  private static final double MILLIS_PER_DAY = 86_400_000;
  private static final int LONGEST_EXACT = 15; // digits that a double holds exactly
  private static final double[] TENS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private Cells() {}

  /** Whether a cell (stripped) says that its value is not known. */
  static boolean missing(String cell) {
    if (cell.isEmpty()) {
      return true;
    }
    char first = cell.charAt(0); // most cells are told apart by it
    boolean candidate = first == 'n' || first == 'N' || first == '?';
    return candidate && cell.length() <= 4 && MISSING.contains(cell.toLowerCase(Locale.ROOT));
  }

  /** Whether a label (stripped) is not known; a class may well be called none. */
  static boolean unlabelled(String cell) {
    return cell.isEmpty() || cell.equals("?");
  }

  /** Whether a cell (stripped) spells a number that is not finite. */
  static boolean notFinite(String cell) {
    String unsigned = cell.startsWith("-") || cell.startsWith("+") ? cell.substring(1) : cell;
    return NOT_FINITE.contains(unsigned.toLowerCase(Locale.ROOT)) || overflows(cell);
  }

  /** The number that a cell (stripped) spells, or NaN where it spells none or no finite one. */
  static double number(String cell) {
    int n = cell.length();
    int i = n > 0 && (cell.charAt(0) == '-' || cell.charAt(0) == '+') ? 1 : 0;
    int start = i;
    int point = -1;
    long digits = 0;
    for (; i < n; i++) {
      char c = cell.charAt(i);
      if (c >= '0' && c <= '9') {
        digits = digits * 10 + (c - '0'); // may overflow; then the slow way is taken
      } else if (c == '.' && point < 0) {
        point = i;
      } else {
        break;
      }
    }
    int count = i - start - (point < 0 ? 0 : 1);
    if (count == 0) {
      return NOT_A_NUMBER;
    }
    if (i < n || count > LONGEST_EXACT) {
      return i == n || exponent(cell, i) ? finite(Double.parseDouble(cell)) : NOT_A_NUMBER;
    }
    // both exact, so one correctly rounded division (Clinger, 1990)
    double value = point < 0 ? digits : digits / TENS[i - point - 1];
    return cell.charAt(0) == '-' ? -value : value;
  }

  /** Days since 1970-01-01 of an ISO date or date and time, or NaN where it is none. */
  static double days(String cell) {
    if (cell.length() < 10 || (cell.charAt(4) != '-' && cell.charAt(4) != '/')) {
      return NOT_A_NUMBER;
    }
    String iso = cell.replace('/', '-').replace(' ', 'T');
    try {
      return iso.length() == 10
          ? LocalDate.parse(iso).toEpochDay()
          : LocalDateTime.parse(iso.endsWith("Z") ? iso.substring(0, iso.length() - 1) : iso)
                  .toInstant(java.time.ZoneOffset.UTC)
                  .toEpochMilli()
              / MILLIS_PER_DAY;
    } catch (DateTimeException e) {
      return NOT_A_NUMBER;
    }
  }

  /** One spelling for equal whole numbers ("1", "1.0", "+1"); other text as it is. */
  static String canonical(String cell) {
    double value = number(cell);
    return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : cell;
  }

  private static boolean exponent(String cell, int from) {
    char e = cell.charAt(from);
    int i = from + 1;
    if ((e != 'e' && e != 'E') || i == cell.length()) {
      return false;
    }
    if (cell.charAt(i) == '-' || cell.charAt(i) == '+') {
      i++;
    }
    if (i == cell.length()) {
      return false;
    }
    for (; i < cell.length(); i++) {
      if (cell.charAt(i) < '0' || cell.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static double finite(double value) {
    return Double.isInfinite(value) ? NOT_A_NUMBER : value;
  }

  private static boolean overflows(String cell) {
    int e = Math.max(cell.indexOf('e'), cell.indexOf('E'));
    return e > 0
        && !Double.isNaN(number(cell.substring(0, e)))
        && exponent(cell, e)
        && Double.isInfinite(Double.parseDouble(cell));
  }
}
