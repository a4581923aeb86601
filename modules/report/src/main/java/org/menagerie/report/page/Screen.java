package org.menagerie.report.page;

import java.util.Locale;

/**
 * What a terminal can show.
 *
 * @param width columns; no line is longer
 * @param unicode whether it knows more than ASCII
 */
public record Screen(int width, boolean unicode) {
  /** Eighty columns, in Unicode. */
  public static final Screen USUAL = new Screen(80, true);

  private static final int NARROWEST = 40;
  private static final int REPLACEMENT = 0xfffd;
  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
  private static final int ZERO_WIDTH_JOINER = 0x200d;

  /** Refuses fewer than 40 columns. */
  public Screen {
    if (width < NARROWEST) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "width must be at least %d, was %d", NARROWEST, width));
    }
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

  /** A text as this screen can show it. */
  String shown(String text) {
    return unicode ? text : Ascii.of(text);
  }
}
