package org.menagerie.cnn;

import org.menagerie.data.ExampleView.Picture;

/** A picture under a coarse map of warmth, the larger of the two sizes that can be seen. */
final class HeatOverlay {
  private static final int LEAST_SIDE = 64;
  private static final float STRONGEST = 0.65f; // the picture still shows through
  private static final float[] WARM = {1, 0.35f, 0}; // red, green, blue

  private HeatOverlay() {}

  /**
   * The picture in colour, warm where the map is high.
   *
   * @param map [height, width] at its own, coarser resolution; its highest value is warmest
   */
  static Picture of(Picture picture, float[][] map) {
    int scale = Math.max(1, LEAST_SIDE / Math.max(picture.height(), picture.width()));
    int height = picture.height() * scale;
    int width = picture.width() * scale;
    float highest = highest(map);
    float[] values = new float[height * width * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float heat = highest > 0 ? STRONGEST * at(map, y, height, x, width) / highest : 0;
        for (int c = 0; c < 3; c++) {
          float light = light(picture, y / scale, x / scale, c);
          values[(y * width + x) * 3 + c] = (1 - heat) * light + heat * WARM[c];
        }
      }
    }
    return new Picture(height, width, 3, values);
  }

  private static float light(Picture picture, int y, int x, int colour) {
    int channel = picture.channels() == 3 ? colour : 0;
    float value = picture.values()[(y * picture.width() + x) * picture.channels() + channel];
    return Math.max(0, Math.min(1, value));
  }

  /** The map at a pixel of a larger picture, linear between the centres of its fields. */
  static float at(float[][] map, int y, int height, int x, int width) {
    float row = position(y, height, map.length);
    float column = position(x, width, map[0].length);
    int top = (int) row;
    int left = (int) column;
    int bottom = Math.min(top + 1, map.length - 1);
    int right = Math.min(left + 1, map[0].length - 1);
    float down = row - top;
    float across = column - left;
    return (1 - down) * ((1 - across) * map[top][left] + across * map[top][right])
        + down * ((1 - across) * map[bottom][left] + across * map[bottom][right]);
  }

  private static float position(int pixel, int pixels, int fields) {
    float position = (pixel + 0.5f) * fields / pixels - 0.5f;
    return Math.max(0, Math.min(fields - 1, position));
  }

  private static float highest(float[][] map) {
    float highest = 0;
    for (float[] row : map) {
      for (float value : row) {
        highest = Math.max(highest, value);
      }
    }
    return highest;
  }
}
