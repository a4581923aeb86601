package org.menagerie.data;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.menagerie.core.ExampleUnits;
import org.menagerie.core.Examples;
import org.menagerie.core.Floats;
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
 * @param trust what a network's outputs are multiplied by for each series, in [0, 1]: its answer is
 *     drawn towards the forecast without it (see {@link Belief})
 * @param halfWidths half of each series' interval of 90 %, in the units of labels; empty before
 *     training
 * @param seen where the training and validation parts end
 */
public record ForecastEncoder(
    String time,
    int history,
    int horizon,
    List<SeriesTransform> series,
    List<Double> trust,
    List<Double> halfWidths,
    Seen seen)
    implements Encoder {
  /** Share of truths that the intervals are made to hold. */
  public static final double LEVEL = 0.9;

  /**
   * What was used in training or validation.
   *
   * @param stamp the last time stamp; its number from 1 where rows are counted
   * @param moments some of all, by which the same series is known again
   */
  public record Seen(String stamp, List<Moment> moments) {
    private static final int SOME = 64;

    /** Something seen, with its own copy of the list. */
    public Seen {
      moments = List.copyOf(moments);
    }

    /** A time stamp and the value of each series then. */
    public record Moment(String stamp, List<Double> values) {
      /** A moment with its own copy of the list. */
      public Moment {
        values = List.copyOf(values);
      }
    }

    /** All moments before one. */
    static Seen of(TimeSeries read, int end) {
      int step = (end + SOME - 1) / SOME;
      List<Moment> some =
          IntStream.range(0, end)
              .filter(t -> t % step == 0 || t == end - 1)
              .filter(t -> Arrays.stream(read.missing()).noneMatch(gaps -> gaps[t]))
              .mapToObj(
                  t ->
                      new Moment(
                          read.stamps().get(t),
                          Arrays.stream(read.values()).map(v -> v[t]).toList()))
              .toList();
      return new Seen(read.stamps().get(end - 1), some);
    }
  }

  /** An encoder with its own copies of the lists. */
  public ForecastEncoder {
    series = List.copyOf(series);
    trust = List.copyOf(trust);
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
    return another(read) ? -1 : last;
  }

  // other values at most of the moments of which values are known
  private boolean another(TimeSeries read) {
    TimeAxis.Unit unit = read.axis().unit();
    Map<Double, Integer> places = new HashMap<>();
    for (int t = 0; t < read.length(); t++) {
      places.put(TimeAxis.position(unit, read.stamps().get(t)), t);
    }
    int same = 0;
    int shared = 0;
    for (Seen.Moment moment : seen.moments()) {
      Integer place = places.get(TimeAxis.position(unit, moment.stamp()));
      if (place != null && Arrays.stream(read.missing()).noneMatch(gaps -> gaps[place])) {
        shared++;
        same +=
            IntStream.range(0, series.size())
                    .allMatch(s -> read.values()[s][place] == moment.values().get(s))
                ? 1
                : 0;
      }
    }
    return shared > 0 && 2 * same < shared;
  }

  /** Windows that this encoder made before it was calibrated, read as it is now. */
  @Override
  public Examples current(Examples examples) {
    return examples instanceof ForecastExamples windows ? windows.readBy(this) : examples;
  }

  /** A network's output for a value as it is believed, in the units of labels. */
  public double believed(int value, double output) {
    return trust.get(value / horizon) * output;
  }

  /**
   * This encoder with what the validation part tells: how far the network is believed, and
   * intervals that hold {@value #LEVEL} of the truths of unseen windows: split-conformal quantiles
   * of the absolute remainders, pooled over the steps of the horizon, each in units of its own
   * spread. Truths that are not known are passed over.
   *
   * @param outputs of the network for the validation part's windows
   */
  public ForecastEncoder calibrated(Examples validation, float[][] outputs) {
    int[] all = IntStream.range(0, validation.size()).toArray();
    float[][] labels = Floats.rows(validation.batch(all).getLabels());
    ExampleUnits units = validation.units().orElseThrow();
    List<Double> trusts = new ArrayList<>();
    List<Double> widths = new ArrayList<>();
    for (int s = 0; s < series.size(); s++) {
      int first = s * horizon;
      int[] known =
          IntStream.range(0, outputs.length * horizon)
              .filter(i -> units.known(i / horizon, first + i % horizon))
              .toArray();
      double[] said = of(outputs, known, first);
      double[] truth = of(labels, known, first);
      int[] blocks = Arrays.stream(known).map(i -> i / horizon / horizon).toArray();
      double weight = Belief.of(said, truth, blocks, trust.get(s));
      double[] errors = new double[known.length];
      Arrays.setAll(errors, i -> Math.abs(weight * said[i] - truth[i]));
      Arrays.sort(errors);
      int rank = (int) Math.ceil(LEVEL * (errors.length + 1));
      trusts.add(weight);
      widths.add(errors[Math.min(errors.length, rank) - 1]);
    }
    return new ForecastEncoder(time, history, horizon, series, trusts, widths, seen);
  }

  // numbers of a series, step after step of window after window
  private double[] of(float[][] numbers, int[] places, int first) {
    return Arrays.stream(places)
        .mapToDouble(i -> numbers[i / horizon][first + i % horizon])
        .toArray();
  }

  private TimeSeries read(String data) {
    TimeSeries read =
        TimeSeries.read(Datasets.locate(data, List.of()), time, columns())
            .filled(series.stream().mapToInt(SeriesTransform::season).toArray());
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
    return strange(read);
  }

  // another series may have another mean than the one that forecasts are drawn to
  private TimeSeries strange(TimeSeries read) {
    TimeSeries noted = read;
    for (int s = 0; s < series.size(); s++) {
      SeriesTransform one = series.get(s);
      if (one.reversion().far(one.bend(read.values()[s])[read.length() - 1])) {
        noted =
            noted.noted(
                columns().get(s)
                    + " ends far from the values of the training, whose mean forecasts are drawn"
                    + " to");
      }
    }
    return noted;
  }

  /** Steps of the longest season. */
  int season() {
    return series.stream().mapToInt(SeriesTransform::season).max().orElse(1);
  }

  private static InvalidInputException tooShort(TimeSeries read, int needed) {
    return new InvalidInputException(
        String.format(
            "%s has %d steps; the model needs at least %d", read.name(), read.length(), needed));
  }
}
