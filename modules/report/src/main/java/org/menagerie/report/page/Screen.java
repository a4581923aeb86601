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

  /** Refuses fewer than 40 columns. */
  public Screen {
    if (width < NARROWEST) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "width must be at least %d, was %d", NARROWEST, width));
    }
  }

  /** A text as this screen can show it. */
  String shown(String text) {
    return unicode ? text : Ascii.of(text);
  }
}
