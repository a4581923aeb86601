package org.menagerie.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.menagerie.core.ExampleUnits;
import org.menagerie.core.Examples;
import org.menagerie.core.Floats;
import org.menagerie.core.Target;

/** What prediction files say of one network output, whether the truth is known or not. */
record PredictionColumns(Target target) {
  static final String PREDICTION = "prediction";
  static final String PROBABILITY = "probability_";

  /** The columns' names. */
  List<String> header() {
    if (target instanceof Target.Values values) {
      return names(PREDICTION, values);
    }
    List<String> header = new ArrayList<>(List.of(PREDICTION));
    labels().forEach(label -> header.add(PROBABILITY + label));
    return header;
  }

  /** The header of one column for each value: the value's name where there are several. */
  static List<String> names(String prefix, Target.Values values) {
    return values.size() == 1
        ? List.of(prefix)
        : values.names().stream().map(name -> prefix + "_" + name).toList();
  }

  /** The columns' cells. */
  List<String> cells(float[] output) {
    if (target instanceof Target.Values values) {
      return units(values, output);
    }
    List<String> cells = new ArrayList<>(List.of(labels().get(Floats.largest(output))));
    for (float probability : probabilities(output)) {
      cells.add(Float.toString(probability));
    }
    return cells;
  }

  /** The classes that an output tells apart; numbers have none. */
  List<String> labels() {
    if (target instanceof Target.Classes classes) {
      return classes.labels();
    }
    if (target instanceof Target.ClassPerStep steps) {
      return steps.labels();
    }
    return target instanceof Target.NextSymbol next ? next.labels() : List.of();
  }

  /** Numbers in their own units. */
  static List<String> units(Target.Values values, float[] standardised) {
    return IntStream.range(0, standardised.length)
        .mapToObj(i -> Double.toString(values.values().get(i).toUnits(standardised[i])))
        .toList();
  }

  /** Numbers of an example in units, where it may have its own way; empty: not known. */
  static List<String> units(
      Examples examples, int example, float[] standardised, boolean predicted) {
    if (examples.units().isEmpty()) {
      return units((Target.Values) examples.target(), standardised);
    }
    ExampleUnits units = examples.units().get();
    return IntStream.range(0, standardised.length)
        .mapToObj(
            i ->
                predicted
                    ? Double.toString(units.predicted(example, i, standardised[i]))
                    : units.known(example, i)
                        ? Double.toString(units.toUnits(example, i, standardised[i]))
                        : "")
        .toList();
  }

  /** Outputs as shares of their sum: those of a sigmoid need not add up to 1. */
  static float[] probabilities(float[] output) {
    double sum = IntStream.range(0, output.length).mapToDouble(i -> output[i]).sum();
    float[] probabilities = new float[output.length];
    for (int i = 0; i < output.length; i++) {
      probabilities[i] = (float) (output[i] / sum);
    }
    return probabilities;
  }
}
