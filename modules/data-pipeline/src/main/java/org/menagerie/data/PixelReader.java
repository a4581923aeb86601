package org.menagerie.data;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;

/** The pixels of a decoded picture as bytes; what is transparent shows white. */
final class PixelReader {
  private static final int WHITE = 255;

  private final BufferedImage image;
  private final int channels;
  private final int width;
  private final int[] argb;
  private final int[] samples;

  /**
   * A reader of one picture.
   *
   * @param channels 1 for grey, 3 for red, green and blue
   */
  PixelReader(BufferedImage image, int channels) {
    this.image = image;
    this.channels = channels;
    width = image.getWidth();
    argb = new int[width];
    samples = new int[width * image.getRaster().getNumBands()];
  }

  /** All pixels, [height, width, channels]. */
  byte[] bytes() {
    // BufferedImage.getRGB takes grey samples for linear light and brightens them
    boolean components = image.getColorModel() instanceof ComponentColorModel;
    byte[] out = new byte[image.getHeight() * width * channels];
    for (int y = 0; y < image.getHeight(); y++) {
      if (components) {
        readComponents(y);
      } else {
        image.getRGB(0, y, width, 1, argb, 0, width);
      }
      write(out, y * width * channels);
    }
    return out;
  }

  private void readComponents(int y) {
    Raster raster = image.getRaster();
    ColorModel model = image.getColorModel();
    int bands = raster.getNumBands();
    int bits = model.getComponentSize(0);
    raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, samples);
    for (int x = 0; x < width; x++) {
      int at = x * bands;
      int first = eight(samples[at], bits);
      boolean grey = bands < 3;
      int green = grey ? first : eight(samples[at + 1], bits);
      int blue = grey ? first : eight(samples[at + 2], bits);
      int alpha = model.hasAlpha() ? eight(samples[at + bands - 1], bits) : 255;
      argb[x] = alpha << 24 | first << 16 | green << 8 | blue;
    }
  }

  private static int eight(int sample, int bits) {
    return bits == 8 ? sample : (int) (sample * 255L / ((1L << bits) - 1));
  }

  private void write(byte[] out, int offset) {
    int at = offset;
    for (int x = 0; x < width; x++) {
      int pixel = argb[x];
      int alpha = pixel >>> 24;
      int red = onWhite(pixel >> 16 & 0xff, alpha);
      int green = onWhite(pixel >> 8 & 0xff, alpha);
      int blue = onWhite(pixel & 0xff, alpha);
      if (channels == 1) {
        out[at++] = luma(red, green, blue);
      } else {
        out[at++] = (byte) red;
        out[at++] = (byte) green;
        out[at++] = (byte) blue;
      }
    }
  }

  /** Grey by ITU-R BT.601; equal samples stay as they are. */
  static byte luma(int red, int green, int blue) {
    return (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
  }

  private static int onWhite(int sample, int alpha) {
    return alpha == 255 ? sample : (sample * alpha + WHITE * (255 - alpha) + 127) / 255;
  }
}
