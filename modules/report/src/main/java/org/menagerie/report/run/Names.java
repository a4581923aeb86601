package org.menagerie.report.run;

import java.util.Locale;
import org.menagerie.report.page.Numbers;

/** Names and numbers within a sentence. */
public final class Names {
  private static final String FIRST_STRONG_ISOLATE = "\u2068";
  private static final String POP_ISOLATE = "\u2069";

  private static final int REPLACEMENT = 0xfffd;
  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
  private static final int ZERO_WIDTH_JOINER = 0x200d;

  private Names() {}

  /** A name that cannot change the direction of the text around it. */
  public static String isolated(String name) {
    boolean plain = name.chars().allMatch(c -> c < 0x590); // Hebrew is the first of the others
    return plain ? name : FIRST_STRONG_ISOLATE + name + POP_ISOLATE;
  }

  /**
   * A text without power over a terminal or over the direction of what stands around it: control
   * characters and invisible ones become U+FFFD; joiners, which scripts and emoji need, stay.
   */
  public static String harmless(String text) {
    StringBuilder harmless = new StringBuilder();
    text.codePoints().forEach(c -> harmless.appendCodePoint(powerful(c) ? REPLACEMENT : c));
    return harmless.toString();
  }

  private static boolean powerful(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      case Character.FORMAT -> c != ZERO_WIDTH_JOINER && c != ZERO_WIDTH_NON_JOINER;
      default -> false;
    };
  }

  /** A share with three digits after the point, as 0.989. */
  public static String share(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
  }

  /** A number with four significant digits. */
  public static String brief(double value) {
    return Double.isFinite(value) && value != 0
        ? Numbers.text(Double.parseDouble(String.format(Locale.ROOT, "%.3e", value)))
        : Numbers.text(value);
  }

  /** A time as people say it. */
  public static String duration(double seconds) {
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d min %d s", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d h %d min", whole / 3600, whole / 60 % 60);
  }
}
