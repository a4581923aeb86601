package org.menagerie.data;

import org.menagerie.core.InputShape;

/** Moves, mirrors and turns pictures of one shape; what comes into view is background. */
final class PictureMotion {
  private final int height;
  private final int width;
  private final int channels;
  private final float[] backgroundRow;

  PictureMotion(InputShape.Image shape, float[] background) {
    height = shape.height();
    width = shape.width();
    channels = shape.channels();
    backgroundRow = new float[width * channels];
    for (int i = 0; i < backgroundRow.length; i++) {
      backgroundRow[i] = background[i % channels];
    }
  }

  /** Writes the n-th picture of {@code from}, changed, as the n-th of {@code to}. */
  void apply(Augmentation.Draw draw, float[] from, float[] to, int n) {
    int offset = n * height * width * channels;
    if (draw.radians() == 0) {
      shift(draw, from, to, offset);
    } else {
      turn(draw, from, to, offset);
    }
  }

  private void shift(Augmentation.Draw draw, float[] from, float[] to, int offset) {
    int stride = width * channels;
    int left = Math.max(0, draw.right());
    int length = (width - Math.abs(draw.right())) * channels;
    for (int y = 0; y < height; y++) {
      int row = offset + y * stride;
      System.arraycopy(backgroundRow, 0, to, row, stride);
      int source = y - draw.down();
      if (source >= 0 && source < height && length > 0) {
        int at = offset + source * stride + Math.max(0, -draw.right()) * channels;
        System.arraycopy(from, at, to, row + left * channels, length);
      }
      if (draw.mirrored()) {
        mirror(to, row);
      }
    }
  }

  private void mirror(float[] pixels, int row) {
    for (int x = 0; x < width / 2; x++) {
      int a = row + x * channels;
      int b = row + (width - 1 - x) * channels;
      for (int c = 0; c < channels; c++) {
        float swap = pixels[a + c];
        pixels[a + c] = pixels[b + c];
        pixels[b + c] = swap;
      }
    }
  }

  // bilinear, about the picture's middle
  private void turn(Augmentation.Draw draw, float[] from, float[] to, int offset) {
    double sin = Math.sin(draw.radians());
    double cos = Math.cos(draw.radians());
    double middleY = (height - 1) / 2.0;
    double middleX = (width - 1) / 2.0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double dy = y - middleY - draw.down();
        double dx = (draw.mirrored() ? middleX - x : x - middleX) - draw.right();
        double sourceY = middleY + cos * dy - sin * dx;
        double sourceX = middleX + sin * dy + cos * dx;
        sample(from, to, offset, offset + (y * width + x) * channels, sourceY, sourceX);
      }
    }
  }

  private void sample(float[] from, float[] to, int offset, int at, double y, double x) {
    int top = (int) Math.floor(y);
    int left = (int) Math.floor(x);
    float below = (float) (y - top);
    float beside = (float) (x - left);
    for (int c = 0; c < channels; c++) {
      float upper =
          (1 - beside) * pixel(from, offset, top, left, c)
              + beside * pixel(from, offset, top, left + 1, c);
      float lower =
          (1 - beside) * pixel(from, offset, top + 1, left, c)
              + beside * pixel(from, offset, top + 1, left + 1, c);
      to[at + c] = (1 - below) * upper + below * lower;
    }
  }

  private float pixel(float[] from, int offset, int y, int x, int c) {
    boolean inside = y >= 0 && y < height && x >= 0 && x < width;
    return inside ? from[offset + (y * width + x) * channels + c] : backgroundRow[c];
  }
}
