package org.menagerie.data;

import java.awt.Rectangle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.menagerie.core.Guards;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;

/**
 * The one form that pictures of any size and kind are brought to.
 *
 * @param channels 1 for grey, 3 for red, green and blue
 */
public record PictureForm(int height, int width, int channels, Fit fit) {
  private static final int LARGEST = 512;
  private static final int SMALLEST_CHOICE = 8; // what poolings leave something of
  private static final int LOW = 32;
  private static final int HIGH = 64;
  private static final double PIXELS = 8e6; // of all pictures: an epoch of a minute on two cores
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(?:[x×](\\d{1,9}))?");

  /** Pictures of at most 512 pixels a side. */
  public PictureForm {
    Guards.within(height, 1, LARGEST, "size (height)");
    Guards.within(width, 1, LARGEST, "size (width)");
  }

  /** The size that an option names: {@code 32x48}, height first, or {@code 32} for a square. */
  static PictureForm parse(String size, Fit fit) {
    Matcher m = SIZE.matcher(size.strip());
    if (!m.matches()) {
      throw new InvalidInputException(
          "size must be HEIGHTxWIDTH such as 32x32, was " + Phrases.quote(size));
    }
    int height = Integer.parseInt(m.group(1));
    return new PictureForm(
        height, m.group(2) == null ? height : Integer.parseInt(m.group(2)), 3, fit);
  }

  /**
   * The size for pictures of which nothing is said: their median size, unless that is beyond what
   * trains in reasonable time.
   *
   * @param median the pictures' median size
   * @param pictures how many there are; fewer may be larger, between 32 and 64 pixels a side
   */
  static PictureForm decide(PictureSize median, int pictures, Fit fit) {
    double side = Math.max(LOW, Math.min(HIGH, Math.sqrt(PIXELS / pictures)));
    double shrink = side / Math.sqrt((double) median.height() * median.width());
    return new PictureForm(
        bounded(median.height(), shrink), bounded(median.width(), shrink), 3, fit);
  }

  private static int bounded(int pixels, double shrink) {
    if (shrink >= 1) {
      return Math.max(SMALLEST_CHOICE, Math.min(2 * HIGH, pixels));
    }
    int fours = 4 * (int) Math.round(pixels * shrink / 4); // halved twice without remainder
    return Math.max(SMALLEST_CHOICE, Math.min(2 * HIGH, fours));
  }

  PictureForm withChannels(int other) {
    return new PictureForm(height, width, other, fit);
  }

  /** The form of pictures that lie on their side. */
  PictureForm transposed() {
    return new PictureForm(width, height, channels, fit);
  }

  InputShape.Image shape() {
    return new InputShape.Image(height, width, channels);
  }

  /** Bytes of one picture, [height, width, channels]. */
  int bytes() {
    return height * width * channels;
  }

  /** The part of a picture that is used. */
  Rectangle region(int pictureHeight, int pictureWidth) {
    if (fit != Fit.CROP) {
      return new Rectangle(0, 0, pictureWidth, pictureHeight);
    }
    long wide = Math.round((double) pictureHeight * width / height);
    long high = Math.round((double) pictureWidth * height / width);
    int w = (int) Math.max(1, Math.min(pictureWidth, wide));
    int h = (int) Math.max(1, Math.min(pictureHeight, high));
    return new Rectangle((pictureWidth - w) / 2, (pictureHeight - h) / 2, w, h);
  }

  /** A picture [height, width, channels] in this form; its channels are this form's already. */
  byte[] place(byte[] pixels, int pictureHeight, int pictureWidth) {
    if (fit != Fit.PAD) {
      Rectangle part = region(pictureHeight, pictureWidth);
      byte[] used = cut(pixels, pictureWidth, part);
      return Resampler.resize(used, part.height, part.width, channels, height, width);
    }
    double scale = Math.min((double) height / pictureHeight, (double) width / pictureWidth);
    int h = (int) Math.max(1, Math.min(height, Math.round(pictureHeight * scale)));
    int w = (int) Math.max(1, Math.min(width, Math.round(pictureWidth * scale)));
    byte[] inner = Resampler.resize(pixels, pictureHeight, pictureWidth, channels, h, w);
    byte[] out = new byte[bytes()];
    byte[] edge = edge(inner, h, w);
    for (int i = 0; i < out.length; i += channels) {
      System.arraycopy(edge, 0, out, i, channels);
    }
    int corner = ((height - h) / 2 * width + (width - w) / 2) * channels;
    for (int y = 0; y < h; y++) {
      int to = corner + y * width * channels;
      System.arraycopy(inner, y * w * channels, out, to, w * channels);
    }
    return out;
  }

  private byte[] cut(byte[] pixels, int pictureWidth, Rectangle part) {
    if (part.width == pictureWidth && part.y == 0) {
      return pixels; // all of it, or rows from the top
    }
    int stride = part.width * channels;
    byte[] out = new byte[part.height * stride];
    for (int y = 0; y < part.height; y++) {
      int from = ((part.y + y) * pictureWidth + part.x) * channels;
      System.arraycopy(pixels, from, out, y * stride, stride);
    }
    return out;
  }

  private byte[] edge(byte[] pixels, int h, int w) {
    long[] sums = new long[channels];
    int n = 0;
    for (int y = 0; y < h; y++) {
      int step = y == 0 || y == h - 1 ? 1 : Math.max(1, w - 1);
      for (int x = 0; x < w; x += step, n++) {
        for (int c = 0; c < channels; c++) {
          sums[c] += pixels[(y * w + x) * channels + c] & 0xff;
        }
      }
    }
    byte[] mean = new byte[channels];
    for (int c = 0; c < channels; c++) {
      mean[c] = (byte) Math.round((double) sums[c] / n);
    }
    return mean;
  }
}
