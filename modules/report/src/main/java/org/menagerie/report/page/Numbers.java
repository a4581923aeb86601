package org.menagerie.report.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

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
    MathContext digits = values.size() > 4 ? FEWER : DIGITS;
    return values.size() == 1
        ? text(values.get(0))
        : values.stream()
            .map(value -> text(value, digits))
            .collect(Collectors.joining(", ", "[", "]"));
  }
}
