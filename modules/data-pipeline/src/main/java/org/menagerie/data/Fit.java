package org.menagerie.data;

import java.util.Arrays;
import java.util.Locale;
import org.menagerie.core.InvalidInputException;

/** How a picture of other proportions is brought to a size. */
public enum Fit {
  /** The whole picture, its proportions changed. */
  STRETCH,
  /** The largest part around the middle that has the wanted proportions. */
  CROP,
  /** The whole picture in its proportions, and around it the mean colour of its edge. */
  PAD;

  /** Reads an option's text; {@code STRETCH} where it is empty. */
  static Fit parse(String text) {
    String name = text.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(fit -> name.isEmpty() || fit.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "fit must be stretch, crop or pad, was " + Phrases.quote(text)));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
