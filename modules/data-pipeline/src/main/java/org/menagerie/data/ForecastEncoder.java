package org.menagerie.data;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Target;

/**
 * All that turns series into windows and a network's outputs into forecasts; fitted on the training
 * part alone.
 *
 * @param time column of time stamps; empty where rows are counted
 * @param history steps that a forecast looks back on
 * @param horizon steps that it looks ahead
 * @param trust what a network's output is multiplied by, in (0, 1): w / (w + 4), where the training
 *     part has w windows that share no target. A network that has seen little tells chance from
 *     rule badly, so its answer is drawn towards the seasonal naive forecast with drift
 * @param halfWidths half of each series' interval of 90 %, in the network's units; empty before
 *     training
 */
public record ForecastEncoder(
    String time,
    int history,
    int horizon,
    List<SeriesTransform> series,
    double trust,
    List<Double> halfWidths)
    implements Encoder {
  /** Share of truths that the intervals are made to hold. */
  public static final double LEVEL = 0.9;

  /** An encoder with its own copies of the lists. */
  public ForecastEncoder {
    series = List.copyOf(series);
    halfWidths = List.copyOf(halfWidths);
  }

  @Override
  public InputShape.Sequence input() {
    return new InputShape.Sequence(history, 2 * series.size());
  }

  @Override
  public Target.Values target() {
    List<Target.Value> values = new ArrayList<>();
    for (SeriesTransform one : series) {
      for (int h = 1; h <= horizon; h++) {
        values.add(new Target.Value(one.column() + " t+" + h, 0, 1, one.naiveError()));
      }
    }
    return new Target.Values(values);
  }

  /** The names of the series. */
  @JsonIgnore
  List<String> columns() {
    return series.stream().map(SeriesTransform::column).toList();
  }

  /** Windows of series with known ends. */
  Examples examples(TimeSeries read, int[] origins, boolean labelled) {
    return new ForecastExamples(this, read, origins, labelled);
  }

  /** Where series go on, to be forecast. */
  public record Continuation(Examples examples, List<String> stamps, List<String> notes) {
    /** A continuation with its own copies of the lists. */
    public Continuation {
      stamps = List.copyOf(stamps);
      notes = List.copyOf(notes);
    }
  }

  /** The last window of a file and the time stamps of what follows it. */
  public Continuation continuation(Path path) {
    TimeSeries read = read(path.toString());
    String last = read.stamps().get(read.length() - 1);
    List<String> stamps =
        IntStream.rangeClosed(1, horizon).mapToObj(h -> read.axis().after(last, h)).toList();
    return new Continuation(
        examples(read, new int[] {read.length() - 1}, false), stamps, read.notes());
  }

  @Override
  public EncodedFile encode(Path path) {
    Continuation next = continuation(path);
    return EncodedFile.of(String.valueOf(path.getFileName()), next.examples(), next.notes());
  }

  /** Every window of a file that has all it needs. */
  @Override
  public LabelledFile encodeLabelled(String data) {
    TimeSeries read = read(data);
    int first = history + season() - 1;
    int end = read.length() - horizon;
    if (end <= first) {
      throw tooShort(read, first + 1 + horizon);
    }
    return new LabelledFile(
        read.name(),
        read.sha256(),
        examples(read, IntStream.range(first, end).toArray(), true),
        read.notes());
  }

  /**
   * This encoder with intervals that hold {@value #LEVEL} of the truths of unseen windows:
   * split-conformal quantiles of the absolute remainders, pooled over the steps of the horizon,
   * each in units of its own spread.
   *
   * @param outputs of the network for the validation part's windows
   */
  public ForecastEncoder calibrated(Examples validation, float[][] outputs) {
    int[] all = IntStream.range(0, validation.size()).toArray();
    float[][] labels = validation.batch(all).getLabels().toFloatMatrix();
    List<Double> widths = new ArrayList<>();
    for (int s = 0; s < series.size(); s++) {
      double[] errors = new double[outputs.length * horizon];
      for (int i = 0; i < errors.length; i++) {
        int value = s * horizon + i % horizon;
        errors[i] = Math.abs(outputs[i / horizon][value] - labels[i / horizon][value] / trust);
      }
      Arrays.sort(errors);
      int rank = (int) Math.ceil(LEVEL * (errors.length + 1));
      widths.add(errors[Math.min(errors.length, rank) - 1]);
    }
    return new ForecastEncoder(time, history, horizon, series, trust, widths);
  }

  private TimeSeries read(String data) {
    TimeSeries read = TimeSeries.read(Datasets.locate(data, List.of()), time, columns());
    int needed = history + season();
    if (read.length() < needed) {
      throw tooShort(read, needed);
    }
    for (int s = 0; s < series.size(); s++) {
      boolean logarithm = series.get(s).logarithm();
      if (logarithm && Arrays.stream(read.values()[s]).anyMatch(v -> v <= 0)) {
        throw new InvalidInputException(
            read.name()
                + ", column "
                + columns().get(s)
                + ": values must be above 0, as those of the training are");
      }
    }
    return read;
  }

  private int season() {
    return series.get(0).season();
  }

  private static InvalidInputException tooShort(TimeSeries read, int needed) {
    return new InvalidInputException(
        String.format(
            "%s has %d steps; the model needs at least %d", read.name(), read.length(), needed));
  }
}
