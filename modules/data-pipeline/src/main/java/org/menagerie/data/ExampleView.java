package org.menagerie.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.menagerie.core.InputShape;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** One example in a form that people can look at. */
public sealed interface ExampleView {
  /** Stands for a symbol that training did not know. */
  String UNKNOWN = "\ufffd";

  /** Stands for a cell without a value. */
  String MISSING = "–";

  /**
   * A picture.
   *
   * @param channels 1 (grey) or 3 (red, green, blue); of other numbers the first is shown
   * @param values [height, width, channels] in a row, from 0 (dark) to 1; what lies outside is cut
   */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
  record Picture(int height, int width, int channels, float[] values) implements ExampleView {
    /** Refuses an array of another length. */
    public Picture {
      if (values.length != height * width * channels) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "picture %d x %d x %d: %d values",
                height,
                width,
                channels,
                values.length));
      }
    }

    /** A picture of any numbers, stretched so that the smallest is dark and the largest bright. */
    public static Picture stretched(int height, int width, int channels, float[] values) {
      float low = Float.POSITIVE_INFINITY;
      float high = Float.NEGATIVE_INFINITY;
      for (float value : values) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
      float[] stretched = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        stretched[i] = high > low ? (values[i] - low) / (high - low) : 0;
      }
      return new Picture(height, width, channels, stretched);
    }
  }

  /** Series over the same steps; NaN where a value is missing. */
  record Curves(List<Curve> curves) implements ExampleView {
    public Curves {
      curves = List.copyOf(curves);
    }
  }

  /** One series. */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
  record Curve(String name, float[] values) {}

  /**
   * Symbols: characters, words or pieces of words, which carry the space in front of them.
   *
   * @param between what stands between two symbols
   */
  record Text(List<String> symbols, String between) implements ExampleView {
    public Text {
      symbols = List.copyOf(symbols);
    }

    /** Characters stand side by side, longer symbols apart. */
    public Text(List<String> symbols) {
      this(
          symbols, symbols.stream().allMatch(s -> s.codePointCount(0, s.length()) == 1) ? "" : " ");
    }

    /** The text. */
    public String joined() {
      return String.join(between, symbols).strip();
    }
  }

  /** Columns of a table. */
  record Fields(List<Field> fields) implements ExampleView {
    public Fields {
      fields = List.copyOf(fields);
    }
  }

  /** One cell of a table. */
  record Field(String column, String value) {}

  /** What the shape alone tells of a batch of one: numbers without their units. */
  static ExampleView of(InputShape shape, DataSet example) {
    INDArray features = example.getFeatures();
    float[] values = features.dup('c').data().asFloat();
    if (shape instanceof InputShape.Image) {
      int height = (int) features.size(1); // the batch's own: shapes may vary
      int width = (int) features.size(2);
      return Picture.stretched(height, width, (int) features.size(3), values);
    }
    if (shape instanceof InputShape.Features) {
      List<Field> fields = new ArrayList<>();
      for (int i = 0; i < values.length; i++) {
        fields.add(new Field("x" + (i + 1), String.format(Locale.ROOT, "%.4g", values[i])));
      }
      return new Fields(fields);
    }
    boolean[] real = real(example, (int) features.size(features.rank() - 1));
    return shape instanceof InputShape.Tokens ? tokens(values, real) : curves(values, real);
  }

  private static Text tokens(float[] values, boolean[] real) {
    List<String> symbols = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (real[i]) {
        symbols.add("#" + (int) values[i]);
      }
    }
    return new Text(symbols);
  }

  private static Curves curves(float[] values, boolean[] real) {
    int steps = real.length;
    int length = 0;
    for (boolean step : real) {
      length += step ? 1 : 0;
    }
    List<Curve> curves = new ArrayList<>();
    for (int f = 0; f < values.length / steps; f++) {
      float[] curve = new float[length];
      int at = 0;
      for (int t = 0; t < steps; t++) {
        if (real[t]) {
          curve[at++] = values[f * steps + t];
        }
      }
      curves.add(new Curve("x" + (f + 1), curve));
    }
    return new Curves(curves);
  }

  private static boolean[] real(DataSet example, int steps) {
    INDArray mask = example.getFeaturesMaskArray();
    float[] marks = mask == null ? null : mask.dup('c').data().asFloat();
    boolean[] real = new boolean[steps];
    for (int t = 0; t < steps; t++) {
      real[t] = marks == null || marks[t] != 0;
    }
    return real;
  }
}
