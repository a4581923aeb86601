package org.menagerie.data;

import java.util.Map;
import java.util.Optional;
import org.menagerie.core.Examples;
import org.menagerie.core.Splits;

/** Sequences, each of which (or each of whose steps) has a label. */
final class SequenceDataset implements Dataset {
  private final DataOptions options;
  private final DataReport report;
  private final Layout layout;
  private final Part main;
  private final Optional<Part> test;

  /** Sequences and those of them that have a label. */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
  record Part(Sequences sequences, int[] labelled) {}

  /**
   * What does not depend on the split.
   *
   * @param classes of the label column; empty where numbers are predicted
   */
  record Layout(
      SequenceFormat format,
      int steps,
      String labelColumn,
      Optional<ClassLabel> classes,
      boolean perStep) {
    /** Whether series are of numbers alone and have classes. */
    boolean mixable() {
      return format instanceof TsFormat && classes.isPresent();
    }
  }

  SequenceDataset(
      DataOptions options, DataReport report, Layout layout, Part main, Optional<Part> test) {
    this.options = options;
    this.report = report;
    this.layout = layout;
    this.main = main;
    this.test = test;
  }

  @Override
  public String name() {
    return report.dataset();
  }

  @Override
  public String sha256() {
    String first = main.sequences().sha256();
    // parts of one source have one hash
    return test.map(t -> t.sequences().sha256())
        .filter(second -> !second.equals(first))
        .map(second -> FileScan.sha256(first + second))
        .orElse(first);
  }

  @Override
  public DataReport report() {
    return report;
  }

  @Override
  public int examples() {
    return main.labelled().length + test.map(t -> t.labelled().length).orElse(0);
  }

  @Override
  public Prepared prepare(long seed) {
    Partition parts = partition(seed);
    Sequences read = main.sequences();
    Map<String, ColumnKind> kinds = layout.format().columns();
    FlatFeatures features = FlatFeatures.fit(read.steps(), kinds, read.rows(parts.train()));
    SequenceEncoder encoder =
        new SequenceEncoder(
            layout.format(), layout.steps(), features, label(parts.train()), layout.perStep());
    Examples tested =
        test.map(t -> encoder.examples(t.sequences(), t.labelled()))
            .orElseGet(() -> encoder.examples(read, parts.test()));
    Examples train = encoder.examples(read, parts.train());
    boolean mixed = layout.mixable() && MixedSeries.wanted(options.augment(), train.size());
    return new Prepared(
        new Splits(
            mixed ? new MixedSeries(train) : train,
            encoder.examples(read, parts.validation()),
            tested),
        encoder,
        layout.mixable()
            ? Map.of("augment", mixed ? MixedSeries.MIX : MixedSeries.NONE)
            : Map.of());
  }

  private Partition partition(long seed) {
    int[] rows = main.labelled();
    int[] group = new int[rows.length];
    int groups = 1;
    if (layout.classes().isPresent() && !layout.perStep()) {
      float[] codes = layout.classes().get().encode(labels(), rows);
      for (int i = 0; i < group.length; i++) {
        group[i] = (int) codes[i];
      }
      groups = layout.classes().get().labels().size();
    }
    SplitRatio ratio = options.ratio(rows.length, test.isPresent());
    return Partition.of(rows, group, groups, ratio, test.isPresent(), seed);
  }

  private LabelEncoder label(int[] train) {
    return layout.classes().isPresent()
        ? layout.classes().get()
        : NumberLabel.fit(labels(), layout.labelColumn(), train);
  }

  private Table labels() {
    return main.sequences().labels().orElseThrow();
  }
}
