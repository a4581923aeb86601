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
 * @param seen where the training and validation parts end
 */
public record ForecastEncoder(
    String time,
    int history,
    int horizon,
    List<SeriesTransform> series,
    double trust,
    List<Double> halfWidths,
    Seen seen)
    implements Encoder {
  /** Share of truths that the intervals are made to hold. */
  public static final double LEVEL = 0.9;

  /**
   * The last moment of which the truth was used in training or validation.
   *
   * @param stamp its time stamp; its number from 1 where rows are counted
   * @param values of each series then, by which the same series is known again
   */
  public record Seen(String stamp, List<Double> values) {
    /** A moment with its own copy of the list. */
    public Seen {
      values = List.copyOf(values);
    }
  }

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

  /**
   * Every window of a file that has all it needs and that the network did not learn from: of the
   * series that it was trained on, those whose targets all lie behind {@link #seen}.
   */
  @Override
  public LabelledFile encodeLabelled(String data) {
    TimeSeries read = read(data);
    int first = history + season() - 1;
    int end = read.length() - horizon;
    if (end <= first) {
      throw tooShort(read, first + 1 + horizon);
    }
    int fresh = Math.max(first, lastSeen(read));
    if (end <= fresh) {
      throw new InvalidInputException(
          String.format(
              "%s: the model has learned from what is up to %s; %s needed behind it, was %d",
              read.name(),
              seen.stamp(),
              Phrases.count(horizon, "step is", "steps are"),
              read.length() - 1 - lastSeen(read)));
    }
    List<String> notes = new ArrayList<>(read.notes());
    if (fresh > first) {
      notes.add(
          Phrases.count(fresh - first, "window", "windows")
              + " left out: the model has learned from what is up to "
              + seen.stamp());
    }
    return new LabelledFile(
        read.name(),
        read.sha256(),
        examples(read, IntStream.range(fresh, end).toArray(), true),
        List.copyOf(notes));
  }

  // place of the last moment that was learned from; -1 where there is none
  private int lastSeen(TimeSeries read) {
    int last = -1;
    while (last + 1 < read.length()
        && read.axis().compare(read.stamps().get(last + 1), seen.stamp()) <= 0) {
      last++;
    }
    boolean there = last >= 0 && read.stamps().get(last).equals(seen.stamp());
    return there && differs(read, last) ? -1 : last;
  }

  // other values at the same moment: another series
  private boolean differs(TimeSeries read, int moment) {
    return IntStream.range(0, series.size())
        .anyMatch(s -> read.values()[s][moment] != seen.values().get(s));
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
    return new ForecastEncoder(time, history, horizon, series, trust, widths, seen);
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
