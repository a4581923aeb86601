package org.menagerie.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Target;
import org.nd4j.linalg.dataset.DataSet;

/**
 * All that turns sequences into a network's input and target; fitted on the steps of the training
 * sequences alone.
 *
 * @param steps read of a sequence, at most
 * @param features of one step
 * @param perStep whether every step has a label of its own
 */
record SequenceEncoder(
    SequenceFormat format, int steps, FlatFeatures features, LabelEncoder label, boolean perStep)
    implements Encoder {

  @Override
  public InputShape.Sequence input() {
    return new InputShape.Sequence(steps, features.input().values());
  }

  @Override
  public Target target() {
    return perStep ? new Target.ClassPerStep(((ClassLabel) label).labels()) : label.target();
  }

  /** One category a step is a text of symbols; anything else is curves. */
  @Override
  public ExampleView view(DataSet example) {
    ExampleView plain = Encoder.super.view(example);
    return plain instanceof ExampleView.Curves curves && symbol().isPresent()
        ? text(curves, symbol().get())
        : plain;
  }

  /** The one category that a step is; empty where it is a number or several columns. */
  private Optional<CategoryFeature> symbol() {
    return features.encoders().size() == 1
            && features.encoders().get(0) instanceof CategoryFeature category
        ? Optional.of(category)
        : Optional.empty();
  }

  private static ExampleView.Text text(ExampleView.Curves curves, CategoryFeature category) {
    List<String> read = new ArrayList<>();
    for (int t = 0; t < curves.curves().get(0).values().length; t++) {
      float[] row = new float[category.width()];
      for (int i = 0; i < row.length; i++) {
        row[i] = curves.curves().get(i).values()[t];
      }
      read.add(category.text(row, 0));
    }
    return new ExampleView.Text(read);
  }

  @Override
  public List<String> symbols() {
    return features.symbols();
  }

  @Override
  public EncodedFile encode(Path path) {
    Sequences read = format.read(path.toString(), Optional.empty());
    int[] all = IntStream.range(0, read.size()).toArray();
    return new EncodedFile(read.name(), examples(read, all, null), notes(read), read.keys());
  }

  @Override
  public LabelledFile encodeLabelled(String data) {
    Sequences read = format.read(data, Optional.of(label));
    LabelledRows labelled = labelled(read);
    List<String> notes = new ArrayList<>(notes(read));
    labelled.dropped().forEach((why, n) -> notes.add(left(why, n)));
    return new LabelledFile(
        read.name(), read.sha256(), examples(read, labelled.rows()), List.copyOf(notes));
  }

  /** The sequences that have a label; a sequence of labelled steps needs one such step. */
  LabelledRows labelled(Sequences read) {
    LabelledRows rows = label.labelled(read.labels().orElseThrow());
    LabelledRows found = perStep ? withSteps(read, rows) : rows;
    if (found.rows().length == 0) {
      throw new InvalidInputException(read.name() + ": no series has a label");
    }
    return found;
  }

  /** The sequences with a labelled step, of which there may be none. */
  static LabelledRows withSteps(Sequences read, LabelledRows steps) {
    boolean[] known = new boolean[read.steps().rows()];
    Arrays.stream(steps.rows()).forEach(row -> known[row] = true);
    int[] all =
        IntStream.range(0, read.size())
            .filter(
                s ->
                    IntStream.range(read.starts()[s], read.starts()[s + 1])
                        .anyMatch(row -> known[row]))
            .toArray();
    int without = read.size() - all.length;
    return new LabelledRows(all, without == 0 ? Map.of() : Map.of("without a label", without));
  }

  /** Some sequences with their labels. */
  Examples examples(Sequences read, int[] sequences) {
    Table labels = read.labels().orElseThrow();
    return examples(
        read,
        sequences,
        perStep ? stepLabels(labels, read.rows(sequences)) : label.encode(labels, sequences));
  }

  private float[] stepLabels(Table labels, int[] rows) {
    Column column = labels.column(label.column());
    float[] codes = new float[rows.length];
    Arrays.fill(codes, Float.NaN);
    int[] known = IntStream.range(0, rows.length).filter(i -> !column.missing(rows[i])).toArray();
    float[] found = label.encode(labels, Arrays.stream(known).map(i -> rows[i]).toArray());
    for (int i = 0; i < known.length; i++) {
      codes[known[i]] = found[i];
    }
    return codes;
  }

  private Examples examples(Sequences read, int[] sequences, float[] labels) {
    float[] encoded = features.encode(read.steps(), read.rows(sequences)).values();
    int[] from = new int[sequences.length];
    int[] length = new int[sequences.length];
    int at = 0;
    for (int i = 0; i < sequences.length; i++) {
      from[i] = at;
      length[i] = Math.min(steps, read.length(sequences[i]));
      at += read.length(sequences[i]);
    }
    return new SequenceExamples(
        input(),
        target(),
        encoded,
        new SequenceExamples.Slices(from, length),
        labels,
        spelling(read, sequences));
  }

  private IntFunction<List<String>> spelling(Sequences read, int[] sequences) {
    if (symbol().isEmpty()) {
      return example -> List.of();
    }
    Column.Texts cells = (Column.Texts) read.steps().column(symbol().get().column());
    int[] starts = read.starts();
    return example ->
        IntStream.range(starts[sequences[example]], starts[sequences[example] + 1])
            .limit(steps)
            .mapToObj(cells::cell)
            .toList();
  }

  private List<String> notes(Sequences read) {
    List<String> notes = new ArrayList<>(read.notes());
    longer(read, steps).ifPresent(notes::add);
    int[] rows = IntStream.range(0, read.steps().rows()).toArray();
    notes.addAll(features.unknown(read.steps(), rows));
    return List.copyOf(notes);
  }

  /** What to say of sequences that have more steps than are read. */
  static Optional<String> longer(Sequences read, int steps) {
    long longer = IntStream.range(0, read.size()).filter(s -> read.length(s) > steps).count();
    return longer == 0
        ? Optional.empty()
        : Optional.of(
            Phrases.count(longer, "series is", "series are")
                + " longer than "
                + Phrases.count(steps, "step", "steps")
                + "; what follows is not read");
  }

  /** "3 series left out: without a label". */
  static String left(String why, int n) {
    return Phrases.count(n, "series", "series") + " left out: " + why;
  }
}
