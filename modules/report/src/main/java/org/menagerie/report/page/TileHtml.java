package org.menagerie.report.page;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.menagerie.data.ExampleView;
import org.menagerie.data.ExampleView.Picture;

/** Examples as HTML, small enough for dozens on one page. */
final class TileHtml {
  private static final int LARGEST = 128; // pixels of a picture's longer side
  private static final int MOST_POINTS = 160;
  private static final int MOST_CURVES = 6;
  private static final int MOST_FIELDS = 12;
  private static final int LONGEST_TEXT = 400;
  private static final int WIDTH = 120;
  private static final int HEIGHT = 60;

  private TileHtml() {}

  static String of(ExampleView view, String title, List<Double> shades) {
    if (view instanceof Picture picture) {
      return picture(picture, title);
    } else if (view instanceof ExampleView.Curves curves) {
      return curves(curves.curves(), title, shades);
    } else if (view instanceof ExampleView.Text text) {
      return "<p class=\"sample\" dir=\"auto\">" + escape(brief(text.joined())) + "</p>";
    }
    return fields(((ExampleView.Fields) view).fields());
  }

  /** Text that stands for itself in HTML, attributes included. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String brief(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_TEXT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT)) + " …";
  }

  private static String picture(Picture picture, String title) {
    int step = (Math.max(picture.height(), picture.width()) + LARGEST - 1) / LARGEST;
    BufferedImage image = image(picture, step);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // an array in memory has none
    }
    return String.format(
        Locale.ROOT,
        "<img class=\"%s\" alt=\"%s\" src=\"data:image/png;base64,%s\">",
        Math.max(image.getWidth(), image.getHeight()) < 64 ? "pixels" : "photo",
        escape(title),
        Base64.getEncoder().encodeToString(png.toByteArray()));
  }

  private static BufferedImage image(Picture picture, int step) {
    boolean colour = picture.channels() == 3;
    int height = Math.max(1, picture.height() / step);
    int width = Math.max(1, picture.width() / step);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int red = mean(picture, y, x, 0, step);
        int green = colour ? mean(picture, y, x, 1, step) : red;
        int blue = colour ? mean(picture, y, x, 2, step) : red;
        image.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    return image;
  }

  /** Brightness, from 0 to 255, of a square of pixels that becomes one. */
  private static int mean(Picture picture, int y, int x, int channel, int step) {
    int bottom = Math.min(picture.height(), (y + 1) * step);
    int right = Math.min(picture.width(), (x + 1) * step);
    double sum = 0;
    int pixels = 0;
    for (int row = y * step; row < bottom; row++) {
      for (int column = x * step; column < right; column++) {
        float value =
            picture.values()[(row * picture.width() + column) * picture.channels() + channel];
        sum += value >= 0 ? Math.min(1, value) : 0; // nor NaN
        pixels++;
      }
    }
    return (int) Math.round(255 * sum / pixels);
  }

  private static String curves(List<ExampleView.Curve> curves, String title, List<Double> shades) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    int steps = 1;
    for (ExampleView.Curve curve : curves) {
      for (float value : curve.values()) {
        low = Float.isFinite(value) ? Math.min(low, value) : low;
        high = Float.isFinite(value) ? Math.max(high, value) : high;
      }
      steps = Math.max(steps, curve.values().length);
    }
    StringBuilder svg =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "<svg class=\"spark\" viewBox=\"-2 -2 %d %d\" role=\"img\" aria-label=\"%s\">",
                WIDTH + 4,
                HEIGHT + 4,
                escape(title)));
    svg.append(shaded(shades));
    for (ExampleView.Curve curve : curves.subList(0, Math.min(MOST_CURVES, curves.size()))) {
      svg.append("<path d=\"").append(path(curve.values(), steps, low, high)).append("\"/>");
    }
    return svg.append("</svg>").toString();
  }

  // a band for each step; a series' point stands in the middle of its own
  private static String shaded(List<Double> shades) {
    StringBuilder bands = new StringBuilder();
    double width = shades.size() > 1 ? (double) WIDTH / (shades.size() - 1) : WIDTH;
    for (int i = 0; i < shades.size(); i++) {
      double left = Math.max(0, width * (i - 0.5));
      double right = Math.min(WIDTH, width * (i + 0.5));
      bands.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%.1f\" y=\"0\" width=\"%.1f\" height=\"%d\" fill-opacity=\"%.2f\"/>",
              left,
              shades.size() > 1 ? right - left : WIDTH,
              HEIGHT,
              shades.get(i)));
    }
    return bands.toString();
  }

  // every step is drawn, or every n-th of long series; a gap lifts the pen
  private static String path(float[] values, int steps, double low, double high) {
    StringBuilder path = new StringBuilder();
    int every = (values.length + MOST_POINTS - 1) / MOST_POINTS;
    boolean down = false;
    for (int i = 0; i < values.length; i += Math.max(1, every)) {
      if (Float.isFinite(values[i])) {
        double x = steps > 1 ? (double) WIDTH * i / (steps - 1) : 0;
        double y = high > low ? HEIGHT * (high - values[i]) / (high - low) : HEIGHT / 2.0;
        path.append(String.format(Locale.ROOT, "%s%.1f %.1f", down ? "L" : "M", x, y));
      }
      down = Float.isFinite(values[i]);
    }
    return path.toString();
  }

  private static String fields(List<ExampleView.Field> fields) {
    StringBuilder list = new StringBuilder("<dl class=\"fields\">");
    for (ExampleView.Field field : fields.subList(0, Math.min(MOST_FIELDS, fields.size()))) {
      list.append("<dt dir=\"auto\">").append(escape(brief(field.column())));
      list.append("</dt><dd dir=\"auto\">").append(escape(brief(field.value()))).append("</dd>");
    }
    int more = fields.size() - MOST_FIELDS;
    list.append(more > 0 ? "<dt>… " + more + " more</dt><dd></dd>" : "");
    return list.append("</dl>").toString();
  }
}
