package org.menagerie.report.page;

/**
 * A formula in linear notation: {@code a_1 = 1 / (1 + e^{-z_1})}.
 *
 * <p>{@code _} and {@code ^} put the next item below or above the last one, {@code /} makes a
 * fraction of its two neighbours, braces hold items together without being seen, {@code sqrt(x)} is
 * a root, and text in double quotes stands as it is. A name directly followed by a parenthesis is a
 * function. Letters in a row are one name.
 */
public record Formula(String source) implements Block {

  @Override
  public String kind() {
    return "formula";
  }

  /** The formula for browsers. */
  public String mathMl() {
    return MathMl.of(source, true);
  }

  /** The formula for a terminal, with indices and powers in Unicode where they are digits. */
  public String text() {
    return LinearText.of(source);
  }
}
