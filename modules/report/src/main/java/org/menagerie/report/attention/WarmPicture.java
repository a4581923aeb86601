package org.menagerie.report.attention;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.menagerie.data.ExampleView.Picture;
import org.menagerie.layers.AsPatches;

/**
 * A picture whose fields, one for each step, are the warmer the more they were looked at.
 *
 * @param height pixels of a field from top to bottom
 * @param width pixels of a field from left to right
 * @param across fields side by side
 * @param down fields one below the other
 */
record WarmPicture(int height, int width, int across, int down) {
  private static final float STRONGEST = 0.65f; // the picture still shows through
  private static final float[] WARM = {1, 0.35f, 0}; // red, green, blue

  /** The fields that a network reads a picture as: patches, or else rows. */
  static WarmPicture of(ComputationGraph network, Picture picture) {
    for (GraphVertex vertex : network.getVertices()) {
      if (vertex instanceof LayerVertex layer
          && layer.getLayerPreProcessor() instanceof AsPatches patches) {
        int side = (int) patches.side();
        return new WarmPicture(
            side, side, (picture.width() - 1) / side + 1, (picture.height() - 1) / side + 1);
      }
    }
    return new WarmPicture(1, picture.width(), 1, picture.height());
  }

  int fields() {
    return across * down;
  }

  /** The picture in colour, warm where shades, from 0 to 1 and row by row, are high. */
  Picture over(Picture picture, double[] shades) {
    float[] values = new float[picture.height() * picture.width() * 3];
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        int field = y / height * across + x / width;
        float heat = field < shades.length ? STRONGEST * (float) shades[field] : 0;
        for (int c = 0; c < 3; c++) {
          float light = light(picture, y, x, c);
          values[(y * picture.width() + x) * 3 + c] = (1 - heat) * light + heat * WARM[c];
        }
      }
    }
    return new Picture(picture.height(), picture.width(), 3, values);
  }

  private static float light(Picture picture, int y, int x, int colour) {
    int channel = picture.channels() == 3 ? colour : 0;
    float value = picture.values()[(y * picture.width() + x) * picture.channels() + channel];
    return Math.max(0, Math.min(1, value));
  }
}
