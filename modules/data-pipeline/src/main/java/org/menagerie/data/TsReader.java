package org.menagerie.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.menagerie.core.InvalidInputException;

/**
 * Reads a `.ts` file of the UCR and UEA archives: a header of lines {@code @key value}, then a
 * series a line, dimensions between colons, the label last.
 */
final class TsReader {
  /** The name of the label column. */
  static final String LABEL = "class";

  private final SourceText text;
  private final TsHeader header;
  private final List<double[]> columns = new ArrayList<>(); // numbers of each dimension
  private final List<Integer> starts = new ArrayList<>(List.of(0));
  private final List<Integer> lines = new ArrayList<>();
  private final Map<String, Integer> dictionary = new LinkedHashMap<>();
  private final List<Integer> codes = new ArrayList<>();
  private int total;
  private int shortest = Integer.MAX_VALUE;
  private int longest;
  private int dimensions; // 0: not known yet
  private int cut;
  private int gaps;

  private TsReader(SourceText text) {
    this.text = text;
    header = new TsHeader(text);
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
    if (header.ended()) {
      series(line, number);
    } else {
      header.line(line, number);
    }
  }

  private void series(String line, int number) {
    if (line.indexOf('(') >= 0) {
      header.refuseStamps(true, number);
    }
    String[] parts = line.split(":", -1);
    if (codes.isEmpty()) {
      int said = header.dimensions();
      dimensions = said > 0 ? said : parts.length - (header.labelled() ? 1 : 0);
    }
    boolean hasLabel = parts.length == dimensions + 1;
    if (!hasLabel && (parts.length != dimensions || dimensions == 0)) {
      throw header.refused(number, Phrases.count(parts.length, "part", "parts") + needed());
    }
    String last = parts[parts.length - 1].strip();
    if (!hasLabel && header.labelled() && label(last)) {
      throw header.refused(
          number,
          Phrases.count(dimensions - 1, "dimension", "dimensions") + " and a label" + needed());
    }
    double[][] values = new double[dimensions][];
    for (int d = 0; d < dimensions; d++) {
      values[d] = numbers(parts[d], number);
      if (values[d].length != values[0].length) {
        throw header.refused(
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
        + (header.labelled() ? " and a label" : "")
        + " are needed";
  }

  // whether the last part of a line that is one short is its label rather than a dimension
  private boolean label(String part) {
    boolean number = Cells.missing(part) || !Double.isNaN(Cells.number(part));
    return part.indexOf(',') < 0 && (header.declares(part) || !number);
  }

  private double[] numbers(String list, int number) {
    String[] cells = list.split(",", -1);
    double[] values = new double[cells.length];
    for (int i = 0; i < cells.length; i++) {
      String cell = cells[i].strip();
      boolean missing = Cells.missing(cell) || cell.equalsIgnoreCase("nan");
      values[i] = missing ? Double.NaN : Cells.number(cell);
      if (!missing && Double.isNaN(values[i])) {
        throw header.refused(number, ColumnKind.NUMBER.refusal(cell));
      }
    }
    return values;
  }

  private void add(double[][] values, String label, int number) {
    int length = values[0].length;
    shortest = Math.min(shortest, length);
    longest = Math.max(longest, length);
    if (!Cells.unlabelled(label)) {
      header.refuseUndeclared(label, number);
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
    if (!header.ended()) {
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
        header.labelled(),
        header.numeric());
  }

  private Column label(int[] ofSeries) {
    List<String> texts = List.copyOf(dictionary.keySet());
    int[] indices = codes.stream().mapToInt(i -> i).toArray();
    if (!header.numeric()) {
      return new Column.Texts(LABEL, texts, indices);
    }
    double[] numbers = new double[indices.length];
    for (int i = 0; i < numbers.length; i++) {
      String cell = indices[i] < 0 ? "" : texts.get(indices[i]);
      numbers[i] = Cells.missing(cell) ? Double.NaN : Cells.number(cell);
      if (!Cells.missing(cell) && Double.isNaN(numbers[i])) {
        throw header.refused(ofSeries[i], "target " + ColumnKind.NUMBER.refusal(cell));
      }
    }
    return new Column.Numbers(LABEL, numbers);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>(text.notes());
    if (gaps > 0) {
      notes.add(Phrases.count(gaps, "missing value", "missing values") + " interpolated in time");
    }
    if (header.equalLengths() && shortest < longest) {
      notes.add("@equalLength true, but series have " + shortest + " to " + longest + " steps");
    }
    if (cut > 0) {
      notes.add(
          Phrases.count(cut, "series ends", "series end")
              + " early: what follows is missing in every dimension");
    }
    return List.copyOf(notes);
  }
}
