package org.menagerie.core;

import java.util.List;

/** What a network is to say about an example, and with it the layout of a batch's label array. */
public sealed interface Target {

  /** Network outputs for one example (or for one step). */
  int size();

  /** What each output stands for: classes, symbols or values. */
  List<String> names();

  /** Whether there is a label for every step. */
  default boolean perStep() {
    return this instanceof ClassPerStep || this instanceof NextSymbol;
  }

  /** One of several classes; labels are one-hot, [n, classes]. */
  record Classes(List<String> labels) implements Target {
    public Classes {
      labels = atLeastTwo(labels);
    }

    @Override
    public int size() {
      return labels.size();
    }

    @Override
    public List<String> names() {
      return labels;
    }
  }

  /** One of several classes at every step; labels are one-hot, [n, classes, steps]. */
  record ClassPerStep(List<String> labels) implements Target {
    public ClassPerStep {
      labels = atLeastTwo(labels);
    }

    @Override
    public int size() {
      return labels.size();
    }

    @Override
    public List<String> names() {
      return labels;
    }
  }

  /**
   * The next symbol at every step; labels are one-hot, [n, symbols, steps], and label k stands for
   * token k + 2. A network must not look ahead.
   */
  record NextSymbol(List<String> labels) implements Target {
    public NextSymbol {
      labels = atLeastTwo(labels);
    }

    @Override
    public int size() {
      return labels.size();
    }

    @Override
    public List<String> names() {
      return labels;
    }
  }

  /** Numbers; labels are standardised, [n, values]. */
  record Values(List<Value> values) implements Target {
    public Values {
      values = List.copyOf(values);
      Guards.atLeast(values.size(), 1, "predicted values");
    }

    @Override
    public int size() {
      return values.size();
    }

    @Override
    public List<String> names() {
      return values.stream().map(Value::name).toList();
    }
  }

  /**
   * One predicted number: {@code units = output * scale + mean}.
   *
   * @param naiveError mean absolute error of the naive prediction on the training part, in units:
   *     the denominator of MASE (Hyndman and Koehler, 2006; the training mean for examples without
   *     time)
   */
  record Value(String name, double mean, double scale, double naiveError) {
    /** A network's output in the value's own units. */
    public double toUnits(double output) {
      return output * scale + mean;
    }
  }

  private static List<String> atLeastTwo(List<String> labels) {
    Guards.atLeast(labels.size(), 2, "classes");
    return List.copyOf(labels);
  }
}
