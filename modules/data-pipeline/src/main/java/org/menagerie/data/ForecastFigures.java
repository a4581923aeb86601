package org.menagerie.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.menagerie.core.ExampleUnits;
import org.menagerie.core.Examples;

/**
 * Forecasts of the test part beside what anyone could have said.
 *
 * @param errors of the model, the naive forecast (the last value) and the seasonal naive one (the
 *     value a season before), by name; of several series together, whose units may differ
 * @param level share of truths that the intervals are made to hold
 * @param coverage share of truths of the test part that they do hold
 * @param last the forecast of the test part's last window
 * @param windows forecasts that the test part holds
 * @param series the same figures of each series, by its name
 * @param time column of time stamps; empty where steps are counted
 */
public record ForecastFigures(
    Map<String, Errors> errors,
    double level,
    double coverage,
    List<Step> last,
    int windows,
    Map<String, OfSeries> series,
    String time) {
  /** The model among {@link #errors}. */
  public static final String MODEL = "model";

  /** The last known value among {@link #errors}. */
  public static final String NAIVE = "naive";

  /** The value a season before among {@link #errors}. */
  public static final String SEASONAL = "seasonalNaive";

  /** Figures with their own copies; those of runs of earlier versions lack series and time. */
  public ForecastFigures {
    errors = ordered(errors);
    last = List.copyOf(last);
    series = series == null ? Map.of() : ordered(series);
    time = time == null ? "time" : time;
  }

  /**
   * One series.
   *
   * @param weight what the network's outputs were multiplied by
   */
  public record OfSeries(Map<String, Errors> errors, double coverage, double weight) {
    /** Figures with their own copy. */
    public OfSeries {
      errors = ordered(errors);
    }

    /** What is to be told apart: see {@link ForecastFigures#told()}. */
    public Map<String, Errors> told() {
      return ForecastFigures.told(errors);
    }
  }

  /** The errors; where there is no season, those of the naive forecast stand for both. */
  public Map<String, Errors> told() {
    return told(errors);
  }

  private static Map<String, Errors> told(Map<String, Errors> errors) {
    Map<String, Errors> told = new LinkedHashMap<>(errors);
    if (errors.get(NAIVE).equals(errors.get(SEASONAL))) { // the same forecast, season or not
      told.remove(SEASONAL);
    }
    return told;
  }

  /** Whether some series has a season: a seasonal naive forecast of its own. */
  public boolean seasonal() {
    return told().containsKey(SEASONAL);
  }

  private static <T> Map<String, T> ordered(Map<String, T> map) {
    return java.util.Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** The forecast without a network of least MASE, where it is better than the model. */
  public Optional<String> better() {
    return errors.entrySet().stream()
        .min(Comparator.comparingDouble(e -> e.getValue().mase()))
        .filter(e -> e.getValue().mase() < errors.get(MODEL).mase())
        .map(Map.Entry::getKey);
  }

  /**
   * Errors in units.
   *
   * @param mase mean absolute error over that of the seasonal naive forecast, one season ahead, on
   *     all that comes before the test part (Hyndman and Koehler, 2006)
   */
  public record Errors(double mae, double rmse, double mase) {}

  /** One step of a forecast; the truth is null where it is not known. */
  public record Step(
      String stamp,
      String series,
      Double truth,
      double prediction,
      double lower,
      double upper,
      double naive,
      double seasonalNaive) {}

  /** Of a calibrated encoder's test part and a network's outputs for it. */
  public static ForecastFigures of(ForecastEncoder encoder, Examples test, float[][] outputs) {
    ForecastExamples windows = (ForecastExamples) encoder.current(test);
    ExampleUnits units = windows.units().orElseThrow();
    Sums all = new Sums();
    Map<String, Sums> series = new LinkedHashMap<>();
    encoder.columns().forEach(column -> series.put(column, new Sums()));
    List<Step> last = new ArrayList<>();
    for (int i = 0; i < outputs.length; i++) {
      last.clear();
      for (int v = 0; v < outputs[i].length; v++) {
        int s = v / encoder.horizon();
        double said = encoder.believed(v, outputs[i][v]);
        double half = encoder.halfWidths().get(s);
        boolean known = units.known(i, v);
        Step step =
            new Step(
                windows.stamp(i, v),
                encoder.columns().get(s),
                known ? Double.valueOf(windows.truth(i, v)) : null,
                units.toUnits(i, v, said),
                units.toUnits(i, v, said - half),
                units.toUnits(i, v, said + half),
                windows.naive(i, v),
                windows.seasonalNaive(i, v));
        if (known) {
          double scale = encoder.series().get(s).naiveError();
          all.add(step, scale);
          series.get(step.series()).add(step, scale);
        }
        last.add(step);
      }
    }
    Map<String, OfSeries> each = new LinkedHashMap<>();
    for (int s = 0; s < encoder.series().size(); s++) {
      Sums sums = series.get(encoder.columns().get(s));
      each.put(
          encoder.columns().get(s),
          new OfSeries(sums.errors(), sums.coverage(), encoder.trust().get(s)));
    }
    return new ForecastFigures(
        all.errors(),
        ForecastEncoder.LEVEL,
        all.coverage(),
        last,
        outputs.length,
        each,
        encoder.time());
  }

  private static final class Sums {
    private final Sum model = new Sum();
    private final Sum naive = new Sum();
    private final Sum seasonal = new Sum();
    private long held;

    void add(Step step, double scale) {
      model.add(step.prediction() - step.truth(), scale);
      naive.add(step.naive() - step.truth(), scale);
      seasonal.add(step.seasonalNaive() - step.truth(), scale);
      held += step.lower() <= step.truth() && step.truth() <= step.upper() ? 1 : 0;
    }

    double coverage() {
      return (double) held / model.n;
    }

    Map<String, Errors> errors() {
      Map<String, Errors> errors = new LinkedHashMap<>();
      errors.put(MODEL, model.errors());
      errors.put(NAIVE, naive.errors());
      errors.put(SEASONAL, seasonal.errors());
      return errors;
    }
  }

  private static final class Sum {
    private double absolute;
    private double squared;
    private double scaled;
    private long n;

    void add(double error, double scale) {
      absolute += Math.abs(error);
      squared += error * error;
      scaled += Math.abs(error) / scale;
      n++;
    }

    Errors errors() {
      return new Errors(absolute / n, Math.sqrt(squared / n), scaled / n);
    }
  }
}
