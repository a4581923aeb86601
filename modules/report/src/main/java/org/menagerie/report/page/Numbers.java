package org.menagerie.report.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Numbers as a reader wants them. */
public final class Numbers {
  private static final MathContext DIGITS = new MathContext(9);
  private static final MathContext FEWER = new MathContext(6);

  private Numbers() {}

  /** A number with up to nine significant digits, without trailing zeros. */
  public static String text(double value) {
    return text(value, DIGITS);
  }

  private static String text(double value, MathContext digits) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "not a number" : value > 0 ? "∞" : "-∞";
    }
    if (value == 0) {
      return "0";
    }
    double size = Math.abs(value);
    if (size < 1e-4 || size >= 1e9) {
      return String.format(Locale.ROOT, "%.4e", value);
    }
    return BigDecimal.valueOf(value).round(digits).stripTrailingZeros().toPlainString();
  }

  /** One number as it is, several in brackets; more than four with six digits. */
  public static String text(List<Double> values) {
    return values.size() == 1 ? text(values.get(0)) : row(values, digits(values));
  }

  /**
   * A matrix, row by row in brackets of their own; more than four numbers with six digits. Lines
   * break between rows rather than inside them.
   */
  public static String text(List<Double> values, int columns) {
    MathContext digits = digits(values);
    return IntStream.range(0, values.size() / columns)
        .mapToObj(row -> row(values.subList(row * columns, (row + 1) * columns), digits))
        .map(row -> row.replace(' ', '\u00a0'))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static MathContext digits(List<Double> values) {
    return values.size() > 4 ? FEWER : DIGITS;
  }

  private static String row(List<Double> values, MathContext digits) {
    return values.stream()
        .map(value -> text(value, digits))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
