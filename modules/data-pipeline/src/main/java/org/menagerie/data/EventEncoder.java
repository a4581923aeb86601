package org.menagerie.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Target;

/**
 * Turns events with irregular time stamps into windows of what was, and into what comes next: its
 * value, and the logarithm of the time until it. Fitted on the training part alone.
 *
 * <p>A step has two numbers: the event's value, and the logarithm of the time since the event
 * before, both standardised and cut at 5 standard deviations.
 *
 * @param id column that tells sequences apart; empty where all events are one
 * @param time column of time stamps
 * @param history events that a prediction looks back on, at most
 * @param value the next value
 * @param gap the logarithm of the time until it
 * @param until the last moment that training and validation know, in the unit of time
 * @param known keys of the sequences that they know
 */
public record EventEncoder(
    String id,
    String time,
    int history,
    Target.Value value,
    Target.Value gap,
    double until,
    Set<String> known)
    implements Encoder {
  /** Events that must be known before one can be predicted: one time between two. */
  static final int FEWEST = 2;

  private static final double CUT = 5; // standard deviations

  /** An encoder with its own copy of the keys. */
  public EventEncoder {
    known = Set.copyOf(known);
  }

  /**
   * Fits on the events up to {@code train}.
   *
   * @param until end of the validation part
   */
  static EventEncoder fit(
      EventLog.Columns columns, EventLog log, int history, double train, double until) {
    int[] events =
        IntStream.range(0, log.times().length).filter(e -> log.times()[e] <= train).toArray();
    int[] gaps = Arrays.stream(events).filter(log::follows).toArray();
    double[] values = Arrays.stream(events).mapToDouble(e -> log.values()[e]).toArray();
    double[] logGaps = Arrays.stream(gaps).mapToDouble(log::logGap).toArray();
    int[] pairs =
        Arrays.stream(gaps).filter(e -> log.follows(e - 1)).toArray(); // two gaps, one each side
    return new EventEncoder(
        columns.id(),
        columns.time(),
        history,
        fit(
            columns.value(),
            values,
            Arrays.stream(gaps)
                .mapToDouble(e -> Math.abs(log.values()[e] - log.values()[e - 1]))
                .toArray()),
        fit(
            "log " + unit(log.unit()) + " until",
            logGaps,
            Arrays.stream(pairs)
                .mapToDouble(e -> Math.abs(log.logGap(e) - log.logGap(e - 1)))
                .toArray()),
        until,
        Set.copyOf(log.keys()));
  }

  // the error of reference: of the better of two guesses, the last value and the usual one
  private static Target.Value fit(String name, double[] values, double[] changes) {
    Moments moments = Moments.of(values);
    double[] sorted = Arrays.stream(values).sorted().toArray();
    double median = sorted[sorted.length / 2];
    double usual = Arrays.stream(values).map(v -> Math.abs(v - median)).average().orElse(0);
    double last = Arrays.stream(changes).average().orElse(usual);
    double scale = moments.deviation() > 0 ? moments.deviation() : 1;
    double naive = Math.min(usual, last);
    return new Target.Value(name, moments.mean(), scale, naive > 0 ? naive : scale);
  }

  private static String unit(TimeAxis.Unit unit) {
    return switch (unit) {
      case MONTH -> "months";
      case MONTH_OF_DAYS, DAY -> "days";
      case SECOND -> "seconds";
      case NUMBER -> "time";
    };
  }

  @Override
  public InputShape.Sequence input() {
    return new InputShape.Sequence(history, 2);
  }

  @Override
  public Target.Values target() {
    return new Target.Values(List.of(value, gap));
  }

  /**
   * Windows in front of some events.
   *
   * @param events the predicted ones; the number of events in front of each is at least two
   */
  Examples examples(EventLog log, int[] events) {
    float[] labels = new float[2 * events.length];
    for (int i = 0; i < events.length; i++) {
      labels[2 * i] = (float) standard(value, log.values()[events[i]]);
      labels[2 * i + 1] = (float) standard(gap, log.logGap(events[i]));
    }
    return windows(log, events, labels);
  }

  // windows that end in front of each position
  private SequenceExamples windows(EventLog log, int[] ends, float[] labels) {
    float[] steps = new float[2 * log.times().length];
    for (int e = 0; e < log.times().length; e++) {
      steps[2 * e] = cut(standard(value, log.values()[e]));
      steps[2 * e + 1] = log.follows(e) ? cut(standard(gap, log.logGap(e))) : 0;
    }
    int[] from = Arrays.stream(ends).map(end -> Math.max(start(log, end), end - history)).toArray();
    int[] length = IntStream.range(0, ends.length).map(i -> ends[i] - from[i]).toArray();
    return new SequenceExamples(
        input(), target(), steps, new SequenceExamples.Slices(from, length), labels);
  }

  // the first event of the sequence that the event in front of a position belongs to
  private static int start(EventLog log, int end) {
    int place = Arrays.binarySearch(log.starts(), end - 1);
    return log.starts()[place >= 0 ? place : -place - 2];
  }

  /** Events that have enough in front of them, of all sequences. */
  static int[] predictable(EventLog log) {
    return IntStream.range(0, log.times().length)
        .filter(e -> e - start(log, e + 1) >= FEWEST)
        .toArray();
  }

  /** What is to come after the last event of each sequence of a file. */
  public Continuation continuation(Path path) {
    EventLog log = read(path.toString());
    List<String> notes = new ArrayList<>(log.notes());
    int[] chosen =
        IntStream.range(0, log.sequences())
            .filter(s -> log.starts()[s + 1] - log.starts()[s] >= FEWEST)
            .toArray();
    if (chosen.length == 0) {
      throw new InvalidInputException(log.name() + ": no sequence has " + FEWEST + " events");
    }
    if (chosen.length < log.sequences()) {
      notes.add(
          Phrases.count(log.sequences() - chosen.length, "sequence", "sequences")
              + " of a single event left out");
    }
    int[] ends = Arrays.stream(chosen).map(s -> log.starts()[s + 1]).toArray();
    return new Continuation(
        windows(log, ends, null),
        Arrays.stream(chosen).mapToObj(s -> log.keys().get(s)).toList(),
        Arrays.stream(ends).mapToObj(end -> log.stamps().get(end - 1)).toList(),
        log.unit(),
        List.copyOf(notes));
  }

  /** The ends of sequences, from which they go on. */
  public static final class Continuation {
    private final Examples examples;
    private final List<String> keys;
    private final List<String> last;
    private final TimeAxis.Unit unit;
    private final List<String> notes;

    private Continuation(
        Examples examples,
        List<String> keys,
        List<String> last,
        TimeAxis.Unit unit,
        List<String> notes) {
      this.examples = examples;
      this.keys = keys;
      this.last = last;
      this.unit = unit;
      this.notes = notes;
    }

    /** A window for each sequence. */
    public Examples examples() {
      return examples;
    }

    /** What tells the sequences apart. */
    public List<String> keys() {
      return keys;
    }

    /** What the user should know. */
    public List<String> notes() {
      return notes;
    }

    /** The time stamp of a sequence's next event, rounded to the unit of its stamps. */
    public String stamp(int sequence, double timeUntil) {
      return new TimeAxis(unit, timeUntil).after(last.get(sequence), 1);
    }
  }

  @Override
  public EncodedFile encode(Path path) {
    Continuation next = continuation(path);
    return EncodedFile.of(String.valueOf(path.getFileName()), next.examples(), next.notes());
  }

  /** Every event of a file that has enough in front of it and was not learned from. */
  @Override
  public LabelledFile encodeLabelled(String data) {
    EventLog log = read(data);
    int[] all = predictable(log);
    int[] fresh = Arrays.stream(all).filter(e -> !learned(log, e)).toArray();
    if (fresh.length == 0) {
      throw new InvalidInputException(
          log.name()
              + " has no event to score on: each needs "
              + FEWEST
              + " before it and must not have been learned from");
    }
    List<String> notes = new ArrayList<>(log.notes());
    if (fresh.length < all.length) {
      notes.add(
          Phrases.count(all.length - fresh.length, "event", "events")
              + " left out: the model has learned from them");
    }
    return new LabelledFile(log.name(), log.sha256(), examples(log, fresh), List.copyOf(notes));
  }

  private boolean learned(EventLog log, int event) {
    int sequence = Arrays.binarySearch(log.starts(), start(log, event + 1));
    return log.times()[event] <= until && known.contains(log.keys().get(sequence));
  }

  private EventLog read(String data) {
    return EventLog.read(
        Datasets.locate(data, List.of()), new EventLog.Columns(id, time, value.name()));
  }

  private static double standard(Target.Value scale, double x) {
    return (x - scale.mean()) / scale.scale();
  }

  private static float cut(double x) {
    return (float) Math.max(-CUT, Math.min(CUT, x));
  }
}
