package org.menagerie.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Splits;

/** Series to be continued, split by time: the test part comes last. */
final class ForecastDataset implements Dataset {
  private static final int FEW = 1_000; // steps, below which two seasons are held out
  private static final int FEWEST_WINDOWS = 8;
  private static final int LONGEST = 64; // history without a season

  private final TimeSeries read;
  private final ForecastEncoder encoder;
  private final DataReport report;
  private final Parts parts;

  /** First moments of the validation and test parts. */
  private record Parts(int validation, int test) {}

  private ForecastDataset(String name, TimeSeries raw, DataOptions options, int horizon) {
    // all is looked at only to size the parts
    parts = parts(raw, options, horizon, longest(seasons(raw, raw.length())));
    raw.refuseConstant(parts.validation());
    raw.refuseUnknown(parts.validation(), parts.test(), "validation");
    raw.refuseUnknown(parts.test(), raw.length(), "test");
    int[] seasons = seasons(raw, parts.validation());
    read = raw.filled(seasons);
    int history = history(options, longest(seasons), horizon);
    encoder = fit(seasons, history, horizon);
    report = report(name, history, horizon);
  }

  // of each series, from its first values
  private static int[] seasons(TimeSeries read, int known) {
    return Arrays.stream(read.values())
        .mapToInt(v -> Seasonality.of(Arrays.copyOf(v, known), read.axis().season()))
        .toArray();
  }

  private static int longest(int[] seasons) {
    return Arrays.stream(seasons).max().orElse(1);
  }

  static Dataset open(String name, TableFile file, DataOptions options) {
    options.refuseUnused("a time series", Set.of("time", "horizon", "history"));
    options.refuse("test", options.test(), "a time series, whose last part is the test part");
    options.refuse("classes", options.classes(), "a time series");
    if (options.task().equals("classification")) {
      throw new InvalidInputException("task must be regression or auto for a time series");
    }
    List<String> columns =
        options.label().isEmpty() ? List.of() : List.of(options.label().split("\\s*,\\s*", -1));
    TimeSeries read = TimeSeries.open(file, options.time(), columns);
    return new ForecastDataset(name, read, options, options.count("horizon", 1));
  }

  private Parts parts(TimeSeries read, DataOptions options, int horizon, int season) {
    int n = read.length();
    int held;
    int validated;
    if (options.split().isEmpty()) {
      SplitRatio ratio = options.ratio(n, false);
      held = season > 1 && n < FEW ? 2 * season : ratio.testOf(n, false);
      held = Math.max(horizon, held);
      validated = held;
    } else {
      SplitRatio ratio = options.ratio(n, false);
      held = Math.max(horizon, ratio.testOf(n, false));
      validated = Math.max(horizon, ratio.validationOf(n, false));
    }
    if (n - held - validated < 2 * horizon) {
      validated = horizon;
      held = options.split().isEmpty() ? horizon : held;
    }
    if (n - held - validated < horizon + 2 * season + 2) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%s has %d steps; a horizon of %d needs at least %d (test, validation, and a window"
                  + " to learn from)",
              read.name(),
              n,
              horizon,
              held + validated + horizon + 2 * season + 2));
    }
    return new Parts(n - held - validated, n - held);
  }

  private int history(DataOptions options, int season, int horizon) {
    int most = parts.validation() - horizon - season; // leaves one window
    if (!options.history().isEmpty()) {
      int asked = options.count("history", 2);
      if (asked > most) {
        throw new InvalidInputException(
            String.format(
                Locale.ROOT,
                "history must be at most %d for the %d steps of the training part, was %d",
                most,
                parts.validation(),
                asked));
      }
      return asked;
    }
    int wanted = season > 1 ? 2 * season : Math.max(8, Math.min(LONGEST, 2 * horizon));
    int spare = most - FEWEST_WINDOWS;
    return Math.max(2, Math.min(wanted, Math.max(spare, Math.min(most, season))));
  }

  private ForecastEncoder fit(int[] seasons, int history, int horizon) {
    List<SeriesTransform> series = new ArrayList<>();
    for (int s = 0; s < read.columns().size(); s++) {
      series.add(
          SeriesTransform.fit(
              read.columns().get(s),
              read.values()[s],
              parts.validation(),
              parts.test(),
              seasons[s],
              history,
              horizon));
    }
    double windows = (double) (parts.validation() - history - longest(seasons)) / horizon;
    return new ForecastEncoder(
        read.time(),
        history,
        horizon,
        series,
        Collections.nCopies(series.size(), Belief.prior(windows)),
        List.of(),
        ForecastEncoder.Seen.of(read, parts.test()));
  }

  private DataReport report(String name, int history, int horizon) {
    List<String> notes = new ArrayList<>(treatments());
    notes.addAll(read.notes());
    notes.add(
        String.format(
            "split by time: test from %s on, validation from %s on",
            read.stamps().get(parts.test()), read.stamps().get(parts.validation())));
    String target =
        Phrases.count(read.length(), "step", "steps")
            + " of "
            + Phrases.list(read.columns(), 4)
            + ", "
            + read.stamps().get(0)
            + " to "
            + read.stamps().get(read.length() - 1)
            + " -> the next "
            + horizon
            + " from the last "
            + history;
    return new DataReport(
        name,
        read.name(),
        read.length(),
        read.length(),
        Map.of(),
        List.of(),
        target,
        List.copyOf(notes));
  }

  // a note for each way in which series are treated, with their names where there are several
  private List<String> treatments() {
    Map<String, List<String>> alike = new LinkedHashMap<>();
    for (SeriesTransform series : encoder.series()) {
      alike.computeIfAbsent(series.words(), words -> new ArrayList<>()).add(series.column());
    }
    return alike.entrySet().stream()
        .map(e -> (alike.size() > 1 ? Phrases.list(e.getValue(), 4) + ": " : "") + e.getKey())
        .toList();
  }

  @Override
  public String name() {
    return report.dataset();
  }

  @Override
  public String sha256() {
    return read.sha256();
  }

  @Override
  public DataReport report() {
    return report;
  }

  @Override
  public int examples() {
    return read.length();
  }

  /** Windows by time; the seed has no say. */
  @Override
  public Prepared prepare(long seed) {
    int first = encoder.history() + encoder.season();
    return new Prepared(
        new Splits(
            encoder.examples(read, windows(first, parts.validation()), true),
            encoder.examples(read, windows(parts.validation(), parts.test()), true),
            encoder.examples(read, windows(parts.test(), read.length()), true)),
        encoder);
  }

  // last known moments of the windows whose targets all lie in [from, to)
  private int[] windows(int from, int to) {
    return IntStream.rangeClosed(from - 1, to - 1 - encoder.horizon()).toArray();
  }
}
