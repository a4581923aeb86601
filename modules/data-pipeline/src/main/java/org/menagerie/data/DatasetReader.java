package org.menagerie.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;

/** Reads a table, decides what its columns are for, and says what it did. */
final class DatasetReader {
  private static final int FEWEST_ROWS = 5;

  private final TableFile file;
  private final DataOptions options;
  private final Inspection inspection;
  private final LabelChoice label;
  private final FeatureChoice features;
  private final Optional<InputShape.Image> image;

  private DatasetReader(TableFile file, Optional<InputShape.Image> image, DataOptions options) {
    this.file = file;
    this.options = options;
    boolean picture = image.isPresent() && options.drop().isBlank() && options.label().isEmpty();
    this.image = picture ? image : Optional.empty();
    inspection = Inspection.of(file);
    label = LabelChoice.of(inspection, options);
    features = picture ? pixels() : FeatureChoice.of(inspection, options, label.column());
  }

  static Dataset read(
      String name, TableFile file, Optional<InputShape.Image> image, DataOptions options) {
    boolean picture = image.isPresent();
    options.refuseUnused("a table", picture ? Set.of("augment") : Set.of("tokens", "max-length"));
    DatasetReader reader = new DatasetReader(file, image, options);
    if (!picture && reader.features.reading() != FeatureChoice.Reading.TEXT) {
      options.refuseUnused("a table without texts", Set.of());
    }
    return reader.dataset(name);
  }

  private Dataset dataset(String name) {
    Map<String, ColumnKind> kinds = new LinkedHashMap<>();
    features.columns().forEach(c -> kinds.put(c.name(), c.kind()));
    Map<String, ColumnKind> all = new LinkedHashMap<>(kinds);
    all.put(label.column(), label.kind());
    Table table = Table.read(file, Table.schema(all));
    Optional<ClassLabel> classes =
        label.classes()
            ? Optional.of(Classes.find(table, label, options.classList()))
            : Optional.empty();
    LabelledRows labelled = labelled(table, classes);
    boolean pictures = image.isPresent() && classes.isPresent();
    List<String> notes = new ArrayList<>();
    if (!pictures) { // of pictures that come with the zoo nobody need know the columns
      notes.addAll(file.notes());
      notes.addAll(label.notes());
    }
    String target = target(table, labelled.rows(), classes, notes);
    features.columns().stream()
        .filter(c -> c.kind() == ColumnKind.DATE)
        .forEach(c -> notes.add("column " + c.name() + ": dates as days since 1970-01-01"));
    Optional<TableDataset.Part> test = testPart(all, classes, notes);
    DataReport report =
        new DataReport(
            name,
            file.name(),
            inspection.rows(),
            labelled.rows().length,
            labelled.dropped(),
            pictures ? List.of() : columns(),
            pictures ? pictures(table, labelled.rows(), classes.get()) : target,
            List.copyOf(notes));
    return new TableDataset(
        options,
        report,
        new TableDataset.Part(file, table, labelled.rows()),
        test,
        new TableDataset.Features(kinds, features.reading(), image),
        label.column(),
        classes);
  }

  private LabelledRows labelled(Table table, Optional<ClassLabel> classes) {
    return classes.isPresent()
        ? classes.get().labelled(table)
        : LabelledRows.of(table.column(label.column()), row -> true, "");
  }

  private String target(Table table, int[] rows, Optional<ClassLabel> classes, List<String> notes) {
    if (classes.isPresent()) {
      Classes counted = new Classes(table, classes.get(), rows);
      counted.refuseUnlearnable();
      notes.addAll(counted.notes());
      return label.column() + ", " + counted.summary();
    }
    double[] values = ((Column.Numbers) table.column(label.column())).values();
    double low = Arrays.stream(rows).mapToDouble(r -> values[r]).min().orElse(0);
    double high = Arrays.stream(rows).mapToDouble(r -> values[r]).max().orElse(0);
    if (rows.length < FEWEST_ROWS) {
      throw new InvalidInputException(
          table.name()
              + ": "
              + Phrases.count(rows.length, "row", "rows")
              + " with a label; at least "
              + FEWEST_ROWS
              + " are needed");
    }
    if (low == high) {
      throw new InvalidInputException(
          table.name() + ", column " + label.column() + ": all labels are " + low);
    }
    return label.column() + ", numbers from " + low + " to " + high;
  }

  private Optional<TableDataset.Part> testPart(
      Map<String, ColumnKind> columns, Optional<ClassLabel> classes, List<String> notes) {
    if (options.test().isEmpty()) {
      return Optional.empty();
    }
    TableFile found = TableFile.of(Datasets.path("test", options.test()), file.header());
    boolean sameForm = !found.headed() && found.header().size() == file.header().size();
    TableFile testFile = sameForm ? found.withHeader(file.header()) : found;
    Table table = Table.read(testFile, Table.schema(columns));
    LabelledRows labelled = labelled(table, classes);
    if (labelled.rows().length == 0) {
      throw new InvalidInputException(
          testFile.name() + ", column " + label.column() + ": no row has a label");
    }
    notes.add(
        "test part: "
            + Phrases.count(labelled.rows().length, "row", "rows")
            + " of "
            + testFile.name());
    labelled
        .dropped()
        .forEach((why, n) -> notes.add(testFile.name() + ": " + DataReport.rowsLeftOut(why, n)));
    return Optional.of(new TableDataset.Part(testFile, table, labelled.rows()));
  }

  private FeatureChoice pixels() {
    List<ColumnProfile> pixels =
        inspection.columns().stream().filter(c -> !c.name().equals(label.column())).toList();
    return new FeatureChoice(pixels, FeatureChoice.Reading.FLAT, Map.of());
  }

  /** "1,797 pictures of 8 x 8 -> 10 classes of 174 to 183 pictures". */
  private String pictures(Table table, int[] rows, ClassLabel classes) {
    float[] codes = classes.encode(table, rows);
    int[] labels = IntStream.range(0, codes.length).map(i -> (int) codes[i]).toArray();
    InputShape.Image shape = image.orElseThrow();
    return Phrases.count(rows.length, "picture", "pictures")
        + " of "
        + new PictureSize(shape.height(), shape.width())
        + " -> "
        + PictureCounts.of(classes.labels(), labels).summary();
  }

  private List<DataReport.ColumnReport> columns() {
    List<DataReport.ColumnReport> columns = new ArrayList<>();
    for (ColumnProfile c : inspection.columns()) {
      boolean labels = c.name().equals(label.column());
      ColumnKind kind = labels ? label.kind() : c.kind();
      long missing = kind == ColumnKind.CLASSES ? c.unlabelled() : c.missing();
      String leftOut = labels ? DataReport.LABEL : features.leftOut().getOrDefault(c.name(), "");
      columns.add(new DataReport.ColumnReport(c.name(), kind, leftOut, missing));
    }
    return List.copyOf(columns);
  }
}
