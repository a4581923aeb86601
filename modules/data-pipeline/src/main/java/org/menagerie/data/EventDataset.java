package org.menagerie.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.menagerie.core.Examples;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Splits;

/** Events with irregular time stamps, split by time: the test part comes last. */
final class EventDataset implements Dataset {
  private static final int FEWEST = 20; // events that can be predicted
  private static final int HISTORY = 32;

  private final EventLog log;
  private final EventEncoder encoder;
  private final DataReport report;
  private final int[] events;
  private final double train;
  private final double validation;

  private EventDataset(String name, EventLog log, EventLog.Columns columns, DataOptions options) {
    this.log = log;
    events = EventEncoder.predictable(log);
    if (events.length < FEWEST) {
      throw new InvalidInputException(
          String.format(
              "%s has %d events with %d before them; at least %d are needed",
              log.name(), events.length, EventEncoder.FEWEST, FEWEST));
    }
    double[] times = Arrays.stream(events).mapToDouble(e -> log.times()[e]).sorted().toArray();
    SplitRatio ratio = options.ratio(times.length, false);
    int tested = Math.max(1, ratio.testOf(times.length, false));
    int validated = Math.max(1, ratio.validationOf(times.length, false));
    validation = times[times.length - tested - 1];
    train = times[times.length - tested - validated - 1];
    int longest =
        IntStream.range(0, log.sequences())
            .map(s -> log.starts()[s + 1] - log.starts()[s])
            .max()
            .orElse(0);
    int history =
        options.history().isEmpty()
            ? Math.min(HISTORY, longest - 1)
            : options.count("history", EventEncoder.FEWEST);
    encoder = EventEncoder.fit(columns, log, history, train, validation);
    for (double end : new double[] {train, validation, Double.POSITIVE_INFINITY}) {
      refuseEmpty(end);
    }
    report = report(name);
  }

  static Dataset open(DataOptions options) {
    options.refuseUnused("events", Set.of("sequence-id", "time", "history"));
    options.refuse("test", options.test(), "events, whose last part is the test part");
    options.refuse("classes", options.classes(), "events");
    options.refuse("drop", options.drop(), "events; label names the one column of values");
    if (options.time().isEmpty()) {
      throw new InvalidInputException("events need time, the column of time stamps");
    }
    java.nio.file.Path path = Datasets.dataPath(options.data());
    TableFile file = Datasets.locate(options.data(), List.of());
    EventLog.Columns columns =
        new EventLog.Columns(options.sequenceId(), options.time(), value(file, options));
    return new EventDataset(Datasets.stem(path), EventLog.read(file, columns), columns, options);
  }

  private static String value(TableFile file, DataOptions options) {
    if (!options.label().isEmpty()) {
      return options.label();
    }
    return Inspection.of(file).columns().stream()
        .filter(c -> c.kind() == ColumnKind.NUMBER)
        .map(ColumnProfile::name)
        .filter(name -> !Set.of(options.time(), options.sequenceId()).contains(name))
        .max(Comparator.comparing(file.header()::indexOf)) // the last column, as for other labels
        .orElseThrow(
            () -> new InvalidInputException(file.name() + " has no column of numbers for events"));
  }

  // equal moments in many sequences may leave a part without events
  private void refuseEmpty(double end) {
    if (part(end).length == 0) {
      throw new InvalidInputException(
          log.name() + ": too few different moments for a training, validation and test part");
    }
  }

  private DataReport report(String name) {
    String target =
        String.format(
            "%s in %s -> the next %s and the %s it, from the last %d",
            Phrases.count(log.times().length, "event", "events"),
            Phrases.count(log.sequences(), "sequence", "sequences"),
            encoder.value().name(),
            encoder.gap().name(),
            encoder.history());
    return new DataReport(
        name,
        log.name(),
        log.times().length,
        log.times().length,
        Map.of(),
        List.of(),
        target,
        log.notes());
  }

  // events of the part that ends at a moment
  private int[] part(double end) {
    double begin = end == train ? Double.NEGATIVE_INFINITY : end == validation ? train : validation;
    return Arrays.stream(events)
        .filter(e -> log.times()[e] > begin && log.times()[e] <= end)
        .toArray();
  }

  private Examples examples(double end) {
    return encoder.examples(log, part(end));
  }

  @Override
  public String name() {
    return report.dataset();
  }

  @Override
  public String sha256() {
    return log.sha256();
  }

  @Override
  public DataReport report() {
    return report;
  }

  @Override
  public int examples() {
    return log.times().length;
  }

  /** Parts by time; the seed has no say. */
  @Override
  public Prepared prepare(long seed) {
    return new Prepared(
        new Splits(examples(train), examples(validation), examples(Double.POSITIVE_INFINITY)),
        encoder);
  }
}
