package org.menagerie.data;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;

/**
 * Changes of a picture that leave its class as it is, drawn anew for every picture and epoch.
 *
 * @param flip whether every other picture is mirrored, left to right
 * @param shift most pixels that a picture is moved by, in each direction
 * @param degrees most degrees that a picture is turned by
 */
record Augmentation(boolean flip, int shift, double degrees) {
  static final Augmentation NONE = new Augmentation(false, 0, 0);

  private static final String FLIP = "flip";
  private static final String SHIFT = "shift";
  private static final String ROTATE = "rotate";
  private static final int TINY = 16;
  private static final int VARIED_BY_THEMSELVES = 30_000;
  private static final double SMALL_TURN = 10;
  private static final int SHIFT_PART = 8; // 4 of 32 pixels, as for CIFAR in He et al. (2016)

  /** What one picture goes through. */
  record Draw(boolean mirrored, int down, int right, double radians) {}

  /** Reads an option's text: a comma list of flip, shift and rotate, or none. */
  static Augmentation parse(String text, InputShape.Image shape) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : text.toLowerCase(Locale.ROOT).split(",", -1)) {
      names.add(name.strip());
    }
    if (names.equals(Set.of("none"))) {
      return NONE;
    }
    if (!Set.of(FLIP, SHIFT, ROTATE).containsAll(names)) {
      throw new InvalidInputException(
          "augment must be none or a comma list of flip, shift and rotate, was "
              + Phrases.quote(text));
    }
    return new Augmentation(
        names.contains(FLIP),
        names.contains(SHIFT) ? shift(shape) : 0,
        names.contains(ROTATE) ? SMALL_TURN : 0);
  }

  /**
   * The default: a shift, and a flip where the training pictures say that it keeps classes.
   *
   * <p>Tiny pictures are not shifted: a pixel of eight is no small change. Nor are very many
   * pictures, of which few epochs are seen: their own variety is enough, and more takes longer to
   * learn.
   */
  static Augmentation decide(InputShape.Image shape, int pictures, boolean mirrorSafe) {
    boolean shifted =
        Math.min(shape.height(), shape.width()) >= TINY && pictures < VARIED_BY_THEMSELVES;
    return new Augmentation(mirrorSafe, shifted ? shift(shape) : 0, 0);
  }

  private static int shift(InputShape.Image shape) {
    return Math.max(1, Math.min(shape.height(), shape.width()) / SHIFT_PART);
  }

  Draw draw(SplittableRandom random) {
    return new Draw(
        flip && random.nextBoolean(),
        shift == 0 ? 0 : random.nextInt(-shift, shift + 1),
        shift == 0 ? 0 : random.nextInt(-shift, shift + 1),
        degrees == 0 ? 0 : Math.toRadians(random.nextDouble(-degrees, degrees)));
  }

  /** As the option is spelled. */
  @Override
  public String toString() {
    List<String> names = new ArrayList<>();
    if (flip) {
      names.add(FLIP);
    }
    if (shift > 0) {
      names.add(SHIFT);
    }
    if (degrees > 0) {
      names.add(ROTATE);
    }
    return names.isEmpty() ? "none" : String.join(",", names);
  }
}
