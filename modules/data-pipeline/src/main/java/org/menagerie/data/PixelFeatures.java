package org.menagerie.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.menagerie.core.InputShape;

/**
 * Number columns as the pixels of a picture, row by row, divided by the brightest training pixel.
 *
 * @param brightest the value that becomes 1
 */
public record PixelFeatures(
    List<String> pixels, int height, int width, int channels, double brightest)
    implements FeatureEncoder {
  /** Features with their own copy of the list. */
  public PixelFeatures {
    pixels = List.copyOf(pixels);
  }

  /** Fits the brightest value on the given rows alone. */
  static PixelFeatures fit(Table table, List<String> pixels, InputShape.Image shape, int[] rows) {
    double brightest = 0;
    for (String pixel : pixels) {
      double[] values = ((Column.Numbers) table.column(pixel)).values();
      for (int row : rows) {
        brightest = Double.isNaN(values[row]) ? brightest : Math.max(brightest, values[row]);
      }
    }
    return new PixelFeatures(
        pixels, shape.height(), shape.width(), shape.channels(), brightest > 0 ? brightest : 1);
  }

  @Override
  public InputShape input() {
    return new InputShape.Image(height, width, channels);
  }

  @Override
  public Map<String, ColumnKind> columns() {
    Map<String, ColumnKind> columns = new LinkedHashMap<>();
    pixels.forEach(p -> columns.put(p, ColumnKind.NUMBER));
    return columns;
  }

  @Override
  public List<String> unknown(Table table, int[] rows) {
    return List.of();
  }

  @Override
  public ExampleView view(float[] row) {
    return new ExampleView.Picture(height, width, channels, row);
  }

  @Override
  public Encoded encode(Table table, int[] rows) {
    int size = pixels.size();
    float[] out = new float[Math.multiplyExact(rows.length, size)];
    for (int p = 0; p < size; p++) {
      double[] values = ((Column.Numbers) table.column(pixels.get(p))).values();
      for (int i = 0; i < rows.length; i++) {
        double x = values[rows[i]];
        out[i * size + p] = Double.isNaN(x) ? 0 : (float) (x / brightest);
      }
    }
    return new Encoded(out, null);
  }
}
