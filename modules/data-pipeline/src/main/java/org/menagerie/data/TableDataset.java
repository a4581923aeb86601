package org.menagerie.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.Splits;

/** A table: rows of columns, one of them the label. */
final class TableDataset implements Dataset {
  private final DataOptions options;
  private final DataReport report;
  private final Part main;
  private final Optional<Part> test;
  private final Features features;
  private final String labelColumn;
  private final Optional<ClassLabel> classes;

  /** A file, its table and the rows that have a label. */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
  record Part(TableFile file, Table table, int[] rows) {}

  /**
   * How features are to be encoded.
   *
   * @param reading what the columns are read as, where they are no picture
   */
  record Features(
      Map<String, ColumnKind> kinds,
      FeatureChoice.Reading reading,
      Optional<InputShape.Image> image) {}

  TableDataset(
      DataOptions options,
      DataReport report,
      Part main,
      Optional<Part> test,
      Features features,
      String labelColumn,
      Optional<ClassLabel> classes) {
    this.options = options;
    this.report = report;
    this.main = main;
    this.test = test;
    this.features = features;
    this.labelColumn = labelColumn;
    this.classes = classes;
  }

  @Override
  public String name() {
    return report.dataset();
  }

  /** Of the file's bytes; with a separate test file, of both files' hashes. */
  @Override
  public String sha256() {
    String first = main.file().sha256();
    return test.map(t -> FileScan.sha256(first + t.file().sha256())).orElse(first);
  }

  @Override
  public DataReport report() {
    return report;
  }

  @Override
  public int examples() {
    return main.rows().length + test.map(t -> t.rows().length).orElse(0);
  }

  @Override
  public Prepared prepare(long seed) {
    Partition parts = partition(seed);
    int[] train = parts.train();
    TableEncoder encoder = new TableEncoder(main.file().header(), fit(train), label(train));
    Examples tested =
        test.map(t -> encoder.examples(t.table(), t.rows()))
            .orElseGet(() -> encoder.examples(main.table(), parts.test()));
    Examples learned = encoder.examples(main.table(), train);
    boolean picture = features.image().isPresent();
    return new Prepared(
        new Splits(
            picture ? Augmented.train(learned, options.augment()) : learned,
            encoder.examples(main.table(), parts.validation()),
            tested),
        encoder);
  }

  private Partition partition(long seed) {
    int[] rows = main.rows();
    int[] group = new int[rows.length];
    classes.ifPresent(
        label -> {
          float[] codes = label.encode(main.table(), rows);
          for (int i = 0; i < group.length; i++) {
            group[i] = (int) codes[i];
          }
        });
    int groups = classes.map(label -> label.labels().size()).orElse(1);
    return Partition.of(rows, group, groups, options.ratio(rows.length), test.isPresent(), seed);
  }

  private FeatureEncoder fit(int[] train) {
    Table table = main.table();
    if (features.image().isPresent()) {
      List<String> pixels = features.kinds().keySet().stream().collect(Collectors.toList());
      return PixelFeatures.fit(table, pixels, features.image().get(), train);
    }
    List<String> columns = List.copyOf(features.kinds().keySet());
    return switch (features.reading()) {
      case TEXT -> TextFeatures.fit(table, columns.get(0), TextFeatures.Wish.of(options), train);
      case SYMBOLS -> SymbolColumns.fit(table, columns, train);
      case FLAT -> FlatFeatures.fit(table, features.kinds(), train);
    };
  }

  private LabelEncoder label(int[] train) {
    return classes.isPresent() ? classes.get() : NumberLabel.fit(main.table(), labelColumn, train);
  }
}
