package org.menagerie.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.menagerie.core.ExampleUnits;
import org.menagerie.core.Examples;

/**
 * Forecasts of the test part beside what anyone could have said.
 *
 * @param errors of the model, the naive forecast (the last value) and the seasonal naive one (the
 *     value a season before), by name
 * @param level share of truths that the intervals are made to hold
 * @param coverage share of truths of the test part that they do hold
 * @param last the forecast of the test part's last window
 */
public record ForecastFigures(
    Map<String, Errors> errors, double level, double coverage, List<Step> last) {
  /** Figures with their own copies. */
  public ForecastFigures {
    errors = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    last = List.copyOf(last);
  }

  /**
   * Errors in units.
   *
   * @param mase mean absolute error over that of the seasonal naive forecast, one season ahead, on
   *     all that comes before the test part (Hyndman and Koehler, 2006)
   */
  public record Errors(double mae, double rmse, double mase) {}

  /** One step of a forecast. */
  public record Step(
      String stamp,
      String series,
      double truth,
      double prediction,
      double lower,
      double upper,
      double naive,
      double seasonalNaive) {}

  /** Of a calibrated encoder's test part and a network's outputs for it. */
  public static ForecastFigures of(ForecastEncoder encoder, Examples test, float[][] outputs) {
    ForecastExamples windows = (ForecastExamples) test;
    ExampleUnits units = windows.units().orElseThrow();
    Sums model = new Sums(encoder);
    Sums naive = new Sums(encoder);
    Sums seasonal = new Sums(encoder);
    long held = 0;
    long all = 0;
    List<Step> last = new ArrayList<>();
    for (int i = 0; i < outputs.length; i++) {
      last.clear();
      for (int v = 0; v < outputs[i].length; v++) {
        double half = encoder.halfWidths().get(v / encoder.horizon());
        Step step =
            new Step(
                windows.stamp(i, v),
                encoder.columns().get(v / encoder.horizon()),
                windows.truth(i, v),
                units.predicted(i, v, outputs[i][v]),
                units.predicted(i, v, outputs[i][v] - half),
                units.predicted(i, v, outputs[i][v] + half),
                windows.naive(i, v),
                windows.seasonalNaive(i, v));
        model.add(v, step.prediction() - step.truth());
        naive.add(v, step.naive() - step.truth());
        seasonal.add(v, step.seasonalNaive() - step.truth());
        held += step.lower() <= step.truth() && step.truth() <= step.upper() ? 1 : 0;
        all++;
        last.add(step);
      }
    }
    Map<String, Errors> errors = new LinkedHashMap<>();
    errors.put("model", model.errors());
    errors.put("naive", naive.errors());
    errors.put("seasonalNaive", seasonal.errors());
    return new ForecastFigures(errors, ForecastEncoder.LEVEL, (double) held / all, last);
  }

  private static final class Sums {
    private final ForecastEncoder encoder;
    private double absolute;
    private double squared;
    private double scaled;
    private long n;

    Sums(ForecastEncoder encoder) {
      this.encoder = encoder;
    }

    void add(int value, double error) {
      absolute += Math.abs(error);
      squared += error * error;
      scaled += Math.abs(error) / encoder.series().get(value / encoder.horizon()).naiveError();
      n++;
    }

    Errors errors() {
      return new Errors(absolute / n, Math.sqrt(squared / n), scaled / n);
    }
  }
}
