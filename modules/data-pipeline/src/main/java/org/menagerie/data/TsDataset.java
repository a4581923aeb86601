package org.menagerie.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.menagerie.core.InvalidInputException;

/** Opens `.ts` files, with or without a separate test file. */
final class TsDataset {
  private TsDataset() {}

  static Dataset open(DataOptions options) {
    options.refuseUnused("a .ts file", Set.of("max-length", "augment"));
    options.refuse("label", options.label(), "a .ts file, whose label is the last part of a line");
    options.refuse("drop", options.drop(), "a .ts file");
    Path path = Datasets.dataPath(options.data());
    TsReader.Content main = TsReader.read(SourceText.of(path));
    refuseTask(options, main);
    List<String> notes = new ArrayList<>();
    Optional<Sequences> test = Optional.empty();
    if (options.test().isEmpty()) {
      SequenceData.testBeside(path).ifPresent(notes::add);
    } else {
      test = Optional.of(test(options, main));
    }
    return of(Datasets.stem(path), options, main.sequences(), test, main.numeric(), notes);
  }

  /** A data set of sequences read and, where there is one, a test part. */
  static Dataset of(
      String name,
      DataOptions options,
      Sequences main,
      Optional<Sequences> test,
      boolean numeric,
      List<String> notes) {
    if (numeric) {
      options.refuse("augment", options.augment(), "series with numbers to predict");
    } else {
      MixedSeries.wanted(options.augment(), 0); // wrong text is refused before training
    }
    Table labels = main.labels().orElseThrow();
    String column = TsReader.LABEL;
    Optional<ClassLabel> classes =
        numeric ? Optional.empty() : Optional.of(classes(labels, options));
    LabelledRows rows = SequenceReport.labelled(labels, column, classes);
    SequenceDataset.Part part = new SequenceDataset.Part(main, rows.rows());
    String target = SequenceReport.target(labels, column, rows.rows(), classes, notes);
    Optional<SequenceDataset.Part> tested =
        test.map(
            t ->
                new SequenceDataset.Part(
                    t, SequenceReport.labelled(t.labels().orElseThrow(), column, classes).rows()));
    tested.ifPresent(
        t ->
            notes.add(
                "test part: "
                    + Phrases.count(t.labelled().length, "series", "series")
                    + " of "
                    + t.sequences().name()));
    SequenceDataset.Layout layout =
        new SequenceDataset.Layout(
            new TsFormat(main.steps().columns().size()),
            SequenceReport.steps(options, main, test),
            column,
            classes,
            false);
    DataReport report =
        SequenceReport.of(name, part, layout.steps(), rows.dropped(), target, notes);
    return new SequenceDataset(options, report, layout, part, tested);
  }

  private static ClassLabel classes(Table labels, DataOptions options) {
    Column.Texts column = (Column.Texts) labels.column(TsReader.LABEL);
    if (column.dictionary().isEmpty()) {
      throw new InvalidInputException(labels.name() + ": no series has a label");
    }
    boolean numbered = SequenceReport.numbered(labels, TsReader.LABEL);
    return Classes.find(
        labels, new LabelChoice(TsReader.LABEL, true, numbered, List.of()), options.classList());
  }

  private static Sequences test(DataOptions options, TsReader.Content main) {
    Path path = Datasets.path("test", options.test());
    TsReader.Content content = TsReader.read(SourceText.of(path));
    Sequences test = content.sequences();
    int dimensions = main.sequences().steps().columns().size();
    int found = test.steps().columns().size();
    if (found != dimensions || content.numeric() != main.numeric()) {
      throw new InvalidInputException(
          String.format(
              "%s has %d dimensions and %s where %s has %d and %s",
              test.name(), found, kind(content), main.sequences().name(), dimensions, kind(main)));
    }
    return test;
  }

  private static String kind(TsReader.Content content) {
    return content.numeric() ? "numbers to predict" : "classes";
  }

  private static void refuseTask(DataOptions options, TsReader.Content main) {
    String name = main.sequences().name();
    if (!main.labelled()) {
      throw new InvalidInputException(
          name + " has no labels: neither @classLabel true nor @targetLabel true in its header");
    }
    boolean contradicts =
        main.numeric()
            ? options.task().equals("classification") || !options.classes().isBlank()
            : options.task().equals("regression");
    if (contradicts) {
      throw new InvalidInputException(
          name + " holds " + kind(main) + ", as its header says; leave task and classes out");
    }
  }
}
