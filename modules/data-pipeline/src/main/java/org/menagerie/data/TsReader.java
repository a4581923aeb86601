package org.menagerie.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.menagerie.core.InvalidInputException;

/**
 * Reads a `.ts` file of the UCR and UEA archives: a header of lines {@code @key value}, then a
 * series a line, dimensions between colons, the label last.
 */
final class TsReader {
  /** The name of the label column. */
  static final String LABEL = "class";

  private final SourceText text;
  private final List<double[]> columns = new ArrayList<>(); // numbers of each dimension
  private final List<Integer> starts = new ArrayList<>(List.of(0));
  private final List<Integer> lines = new ArrayList<>();
  private final Map<String, Integer> dictionary = new LinkedHashMap<>();
  private final List<Integer> codes = new ArrayList<>();
  private int total;
  private final Set<String> declared = new LinkedHashSet<>(); // classes; empty: not said
  private boolean header;
  private boolean data;
  private boolean equal; // lengths, as the header says
  private int shortest = Integer.MAX_VALUE;
  private int longest;
  private boolean labelled;
  private boolean numeric;
  private int dimensions; // 0: not known yet
  private int cut;
  private int gaps;

  private TsReader(SourceText text) {
    this.text = text;
  }

  /**
   * What a file holds.
   *
   * @param labelled whether the header says that series have labels
   * @param numeric whether labels are numbers to predict rather than classes
   */
  record Content(Sequences sequences, boolean labelled, boolean numeric) {}

  static Content read(SourceText text) {
    TsReader reader = new TsReader(text);
    text.forEachLine(reader::line);
    return reader.content();
  }

  private void line(String raw, int number) {
    String line = raw.strip();
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    if (data) {
      series(line, number);
    } else if (line.startsWith("@")) {
      header(line, number);
    } else if (!header) {
      throw new InvalidInputException(
          text.name() + " is no .ts file: line " + number + " is no header such as @problemName");
    } else {
      throw refused(number, "a series before @data");
    }
  }

  private void header(String line, int number) {
    header = true;
    String[] words = line.split("\\s+", -1);
    String value = words.length > 1 ? words[1].toLowerCase(Locale.ROOT) : "";
    switch (words[0].toLowerCase(Locale.ROOT)) {
      case "@data" -> data = true;
      case "@timestamps" -> refuseStamps(flag(value, words[0], number), number);
      case "@univariate" -> dimensions = flag(value, words[0], number) ? 1 : dimensions;
      case "@dimensions", "@dimension" -> dimensions = count(value, words[0], number);
      case "@classlabel" -> {
        labelled |= flag(value, words[0], number);
        declared.addAll(List.of(words).subList(Math.min(2, words.length), words.length));
        declared.remove("");
      }
      case "@equallength" -> equal = flag(value, words[0], number);
      case "@targetlabel" -> {
        numeric = flag(value, words[0], number);
        labelled |= numeric;
      }
      default -> {} // names, @missing and @seriesLength: the data itself tells
    }
  }

  private boolean flag(String value, String key, int number) {
    if (!value.equals("true") && !value.equals("false")) {
      throw refused(number, key + " must be true or false, was " + Phrases.quote(value));
    }
    return value.equals("true");
  }

  private int count(String value, String key, int number) {
    double count = Cells.number(value);
    if (!(count >= 1 && count <= 1_000_000) || count != Math.rint(count)) {
      throw refused(number, key + " must be a positive whole number, was " + Phrases.quote(value));
    }
    return (int) count;
  }

  private void refuseStamps(boolean stamps, int number) {
    if (stamps) {
      throw refused(
          number,
          "@timeStamps true: (time,value) pairs are not read; write the values alone, or a CSV with"
              + " --sequence-id and --time");
    }
  }

  private void series(String line, int number) {
    if (line.indexOf('(') >= 0) {
      refuseStamps(true, number);
    }
    String[] parts = line.split(":", -1);
    if (dimensions == 0) {
      dimensions = parts.length - (labelled ? 1 : 0);
    }
    boolean hasLabel = parts.length == dimensions + 1;
    if (!hasLabel && (parts.length != dimensions || dimensions == 0)) {
      throw refused(number, Phrases.count(parts.length, "part", "parts") + needed());
    }
    String last = parts[parts.length - 1].strip();
    if (!hasLabel && labelled && label(last)) {
      throw refused(
          number,
          Phrases.count(dimensions - 1, "dimension", "dimensions") + " and a label" + needed());
    }
    double[][] values = new double[dimensions][];
    for (int d = 0; d < dimensions; d++) {
      values[d] = numbers(parts[d], number);
      if (values[d].length != values[0].length) {
        throw refused(
            number,
            String.format(
                "dimension %d has %d values where the first has %d",
                d + 1, values[d].length, values[0].length));
      }
    }
    add(values, hasLabel ? parts[dimensions].strip() : "", number);
  }

  private String needed() {
    return " between colons where "
        + Phrases.count(dimensions, "dimension", "dimensions")
        + (labelled ? " and a label" : "")
        + " are needed";
  }

  // whether the last part of a line that is one short is its label rather than a dimension
  private boolean label(String part) {
    boolean number = Cells.missing(part) || !Double.isNaN(Cells.number(part));
    return part.indexOf(',') < 0 && (declared.contains(part) || !number);
  }

  private void refuseUndeclared(String label, int number) {
    if (!declared.isEmpty()
        && declared.stream().noneMatch(d -> Cells.canonical(d).equals(Cells.canonical(label)))) {
      throw refused(
          number,
          "class "
              + Phrases.quote(label)
              + " is not one of @classLabel: "
              + Phrases.list(declared, 12));
    }
  }

  private double[] numbers(String list, int number) {
    String[] cells = list.split(",", -1);
    double[] values = new double[cells.length];
    for (int i = 0; i < cells.length; i++) {
      String cell = cells[i].strip();
      boolean missing = Cells.missing(cell) || cell.equalsIgnoreCase("nan");
      values[i] = missing ? Double.NaN : Cells.number(cell);
      if (!missing && Double.isNaN(values[i])) {
        throw refused(number, ColumnKind.NUMBER.refusal(cell));
      }
    }
    return values;
  }

  private void add(double[][] values, String label, int number) {
    int length = values[0].length;
    shortest = Math.min(shortest, length);
    longest = Math.max(longest, length);
    if (!Cells.unlabelled(label)) {
      refuseUndeclared(label, number);
    }
    int end = withoutPadding(values);
    cut += end < length ? 1 : 0;
    while (columns.size() < dimensions) {
      columns.add(new double[256]);
    }
    for (int d = 0; d < dimensions; d++) {
      gaps += Gaps.interpolate(values[d], end);
      if (columns.get(d).length < total + end) {
        columns.set(d, Arrays.copyOf(columns.get(d), Math.max(total + end, 2 * total)));
      }
      System.arraycopy(values[d], 0, columns.get(d), total, end);
    }
    total = Math.addExact(total, end);
    starts.add(total);
    lines.add(number);
    codes.add(
        Cells.unlabelled(label)
            ? -1
            : dictionary.computeIfAbsent(label, unseen -> dictionary.size()));
  }

  // archives of equal lengths fill up shorter series with missing values
  private static int withoutPadding(double[][] values) {
    int end = values[0].length;
    while (end > 1 && allMissing(values, end - 1)) {
      end--;
    }
    return end;
  }

  private static boolean allMissing(double[][] values, int step) {
    return Arrays.stream(values).allMatch(v -> Double.isNaN(v[step]));
  }

  private Content content() {
    if (!data) {
      throw new InvalidInputException(text.name() + " has no line @data");
    }
    if (codes.isEmpty()) {
      throw new InvalidInputException(text.name() + " has a header but no series");
    }
    List<Column> numbers = new ArrayList<>();
    for (int d = 0; d < dimensions; d++) {
      numbers.add(new Column.Numbers("d" + (d + 1), Arrays.copyOf(columns.get(d), total)));
    }
    int[] ofSeries = lines.stream().mapToInt(i -> i).toArray();
    int[] ofSteps = new int[total];
    for (int s = 0; s < ofSeries.length; s++) {
      Arrays.fill(ofSteps, starts.get(s), starts.get(s + 1), ofSeries[s]);
    }
    Table labels = new Table(text.name(), List.of(label(ofSeries)), ofSeries);
    return new Content(
        new Sequences(
            text.name(),
            text.sha256(),
            new Table(text.name(), List.copyOf(numbers), ofSteps),
            starts.stream().mapToInt(i -> i).toArray(),
            Optional.of(labels),
            Optional.empty(),
            notes()),
        labelled,
        numeric);
  }

  private Column label(int[] ofSeries) {
    List<String> texts = List.copyOf(dictionary.keySet());
    int[] indices = codes.stream().mapToInt(i -> i).toArray();
    if (!numeric) {
      return new Column.Texts(LABEL, texts, indices);
    }
    double[] numbers = new double[indices.length];
    for (int i = 0; i < numbers.length; i++) {
      String cell = indices[i] < 0 ? "" : texts.get(indices[i]);
      numbers[i] = Cells.missing(cell) ? Double.NaN : Cells.number(cell);
      if (!Cells.missing(cell) && Double.isNaN(numbers[i])) {
        throw refused(ofSeries[i], "target " + ColumnKind.NUMBER.refusal(cell));
      }
    }
    return new Column.Numbers(LABEL, numbers);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>(text.notes());
    if (gaps > 0) {
      notes.add(Phrases.count(gaps, "missing value", "missing values") + " interpolated in time");
    }
    if (equal && shortest < longest) {
      notes.add("@equalLength true, but series have " + shortest + " to " + longest + " steps");
    }
    if (cut > 0) {
      notes.add(
          Phrases.count(cut, "series ends", "series end")
              + " early: what follows is missing in every dimension");
    }
    return List.copyOf(notes);
  }

  private InvalidInputException refused(int line, String why) {
    return new InvalidInputException(text.name() + " line " + line + ": " + why);
  }
}
