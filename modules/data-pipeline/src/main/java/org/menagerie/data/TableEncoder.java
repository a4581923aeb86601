package org.menagerie.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Target;
import org.nd4j.linalg.dataset.DataSet;

/**
 * All that turns a table's rows into a network's input and target; fitted on training rows alone.
 *
 * @param header all columns of the training file, in order
 */
record TableEncoder(List<String> header, FeatureEncoder features, LabelEncoder label)
    implements Encoder {
  /** An encoder with its own copy of the header. */
  TableEncoder {
    header = List.copyOf(header);
  }

  @Override
  public InputShape input() {
    return features.input();
  }

  @Override
  public Target target() {
    return label.target();
  }

  @Override
  public List<String> symbols() {
    return features.symbols();
  }

  @Override
  public List<String> notes() {
    return features.notes();
  }

  /**
   * Encodes a file for prediction, every row of it.
   *
   * <p>Columns are found by name, in any order; the label column may be there or not. A file
   * without a header must have the training file's columns, with or without the label. Where the
   * model reads a text, a plain .txt file holds one a line.
   */
  @Override
  public EncodedFile encode(Path path) {
    if (features instanceof TextFeatures texts) {
      Optional<Table> lines = TextLines.read(path, texts.column());
      if (lines.isPresent()) {
        return encoded(lines.get(), List.of());
      }
    }
    TableFile file = aligned(TableFile.of(path, header));
    refuseMissing(file);
    Table table = Table.read(file, Table.schema(features.columns()));
    if (table.rows() == 0) {
      throw new InvalidInputException(file.name() + " has a header but no rows");
    }
    return encoded(table, notes(file));
  }

  private EncodedFile encoded(Table table, List<String> fileNotes) {
    int[] rows = IntStream.range(0, table.rows()).toArray();
    Examples examples =
        new InMemoryExamples(input(), target(), features.encode(table, rows), null, table.lines());
    List<String> notes = new ArrayList<>(fileNotes);
    notes.addAll(features.unknown(table, rows));
    return EncodedFile.of(table.name(), examples, notes);
  }

  /**
   * Encodes a data set with labels, for evaluation: a built-in name or a path.
   *
   * <p>Rows without a label are left out; a class that training did not know is refused.
   */
  @Override
  public LabelledFile encodeLabelled(String data) {
    TableFile file = aligned(Datasets.locate(data, header));
    refuseMissing(file);
    Table table = Table.read(file, Table.schema(allColumns()));
    LabelledRows labelled = label.labelled(table);
    if (labelled.rows().length == 0) {
      throw new InvalidInputException(
          file.name() + ", column " + label.column() + ": no row has a label");
    }
    List<String> notes = new ArrayList<>(notes(file));
    labelled.dropped().forEach((why, n) -> notes.add(DataReport.rowsLeftOut(why, n)));
    notes.addAll(features.unknown(table, labelled.rows()));
    return new LabelledFile(
        file.name(), file.sha256(), examples(table, labelled.rows()), List.copyOf(notes));
  }

  /** The rows as examples with labels. */
  Examples examples(Table table, int[] rows) {
    return new InMemoryExamples(
        input(),
        target(),
        features.encode(table, rows),
        label.encode(table, rows),
        Arrays.stream(rows).map(row -> table.lines()[row]).toArray());
  }

  @Override
  public ExampleView view(DataSet example) {
    return features.view(example.getFeatures().dup('c').data().asFloat());
  }

  private Map<String, ColumnKind> allColumns() {
    Map<String, ColumnKind> columns = new LinkedHashMap<>(features.columns());
    columns.put(label.column(), label.kind());
    return columns;
  }

  // without a header, columns are those of the training file, with or without the label
  private TableFile aligned(TableFile file) {
    if (file.headed()) {
      return file;
    }
    List<String> unlabelled = header.stream().filter(c -> !c.equals(label.column())).toList();
    int width = file.header().size();
    if (width == header.size()) {
      return file.withHeader(header);
    }
    if (width == unlabelled.size()) {
      return file.withHeader(unlabelled);
    }
    throw new InvalidInputException(
        file.name()
            + " has no header and "
            + Phrases.count(width, "column", "columns")
            + "; the model needs "
            + unlabelled.size()
            + ", or "
            + header.size()
            + " with the label");
  }

  private void refuseMissing(TableFile file) {
    for (String column : features.columns().keySet()) {
      if (!file.header().contains(column)) {
        throw new InvalidInputException(
            "the model's column "
                + Phrases.quote(column)
                + " is not in "
                + file.name()
                + ", which has "
                + Phrases.list(file.header(), 12));
      }
    }
  }

  private List<String> notes(TableFile file) {
    List<String> notes = new ArrayList<>(file.notes());
    List<String> extra =
        file.header().stream()
            .filter(c -> !features.columns().containsKey(c) && !c.equals(label.column()))
            .toList();
    if (!extra.isEmpty()) {
      notes.add("columns not used: " + Phrases.list(extra, 8));
    }
    return List.copyOf(notes);
  }
}
