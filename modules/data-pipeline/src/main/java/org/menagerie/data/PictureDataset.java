package org.menagerie.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.menagerie.core.Examples;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Splits;

/** Pictures of classes, all brought to one form. */
final class PictureDataset implements Dataset {
  private static final Set<String> USED = Set.of("size", "fit", "augment");

  private final DataOptions options;
  private final DataReport report;
  private final List<String> classes;
  private final PictureSet main;
  private final Optional<PictureSet> test;

  private PictureDataset(
      DataOptions options,
      DataReport report,
      List<String> classes,
      PictureSet main,
      Optional<PictureSet> test) {
    this.options = options;
    this.report = report;
    this.classes = classes;
    this.main = main;
    this.test = test;
  }

  /** Decodes what was found, in the form that the options or the pictures themselves decide. */
  static Dataset of(String name, PictureLayout found, DataOptions options) {
    refuse(options);
    PictureSource source = found.main();
    List<String> classes = classes(source, options.classList());
    List<String> notes = new ArrayList<>();
    List<PictureSize> sizes = source.sizes();
    PictureSize median = PictureSize.median(sizes);
    PictureForm form = form(median, source, options);
    if (!options.augment().isBlank()) {
      Augmentation.parse(options.augment(), form.shape()); // wrong text is refused before reading
    }
    Optional<PictureSource> tested = tested(found, options, notes);
    tested.ifPresent(t -> refuseOthers(t, classes, options));
    Parts parts = Parts.read(source, tested, form, classes);
    PictureCounts counts = PictureCounts.of(classes, parts.main().labels());
    counts.refuseUnlearnable(source.name());
    String split =
        ratio(options, parts.main().size(), tested.isPresent()).shown(tested.isPresent());
    notes.add(size(median, parts.main().form(), sizes) + "; split " + split);
    tested.ifPresent(t -> notes.addAll(parts.overlap().orElseThrow().notes(t.name())));
    notes.addAll(parts.main().notes());
    notes.addAll(counts.notes());
    notes.addAll(source.notes());
    parts.test().ifPresent(t -> notes.addAll(t.notes()));
    if (options.test().isEmpty()) {
      notes.addAll(found.notes()); // of the test part that the data has
    }
    int total = parts.total();
    DataReport report =
        new DataReport(
            name,
            options.data(),
            total,
            total,
            Map.of(),
            List.of(),
            parts.summary() + " -> " + counts.summary(),
            notes);
    return new PictureDataset(options, report, classes, parts.main(), parts.test());
  }

  /** What is learned from and, where it is kept apart, what is tested on; in one form. */
  private record Parts(PictureSet main, Optional<PictureSet> test) {
    static Parts read(
        PictureSource source,
        Optional<PictureSource> tested,
        PictureForm form,
        List<String> classes) {
      PictureSet main = source.read(form, classes);
      Optional<PictureSet> test = tested.map(t -> t.read(form, classes));
      return main.coloured() || test.stream().anyMatch(PictureSet::coloured)
          ? new Parts(main, test)
          : new Parts(main.withChannels(1), test.map(t -> t.withChannels(1)));
    }

    Optional<PictureOverlap> overlap() {
      return test.map(t -> PictureOverlap.between(main, t));
    }

    int total() {
      return main.size() + test.map(PictureSet::size).orElse(0);
    }

    String summary() {
      String apart =
          test.map(
                  t ->
                      String.format(
                          Locale.ROOT,
                          " (%,d for training and validation, %,d for test)",
                          main.size(),
                          t.size()))
              .orElse("");
      return Phrases.count(total(), "picture", "pictures") + apart;
    }
  }

  private static SplitRatio ratio(DataOptions options, int pictures, boolean separate) {
    return options.split().isEmpty()
        ? SplitRatio.forSize(pictures, separate)
        : SplitRatio.parse(options.split(), separate);
  }

  private static void refuse(DataOptions options) {
    options.refuseUnused("pictures", USED);
    if (!options.label().isEmpty() || !options.dropList().isEmpty()) {
      throw new InvalidInputException(
          "label and drop are for tables; the classes of pictures are their folders' names");
    }
    if (options.task().equals("regression")) {
      throw new InvalidInputException("task must be classification for pictures, was regression");
    }
  }

  private static List<String> classes(PictureSource source, List<String> wanted) {
    for (String name : wanted) {
      if (!source.classes().contains(name)) {
        throw new InvalidInputException(
            "class "
                + Phrases.quote(name)
                + " is not in "
                + source.name()
                + Nearest.hint(name, source.classes()));
      }
    }
    List<String> classes = wanted.isEmpty() ? source.classes() : wanted;
    if (classes.size() < 2) {
      throw new InvalidInputException(
          source.name()
              + " holds pictures of "
              + Phrases.count(classes.size(), "class", "classes")
              + "; at least 2 are needed, each in a folder of its own");
    }
    return classes;
  }

  private static PictureForm form(PictureSize median, PictureSource source, DataOptions options) {
    Fit fit = Fit.parse(options.fit());
    PictureForm form =
        options.size().isBlank()
            ? PictureForm.decide(median, source.size(), fit)
            : PictureForm.parse(options.size(), fit);
    return form.withChannels(source.grey() ? 1 : 3);
  }

  private static String size(PictureSize median, PictureForm form, List<PictureSize> sizes) {
    String kind = form.channels() == 1 ? ", grey" : ", in colour";
    PictureSize size = new PictureSize(form.height(), form.width());
    boolean same = sizes.stream().allMatch(size::equals);
    return same
        ? "pictures of " + size + kind
        : "pictures (median " + median + ") are brought to " + size + " by " + form.fit() + kind;
  }

  private static Optional<PictureSource> tested(
      PictureLayout found, DataOptions options, List<String> notes) {
    if (options.test().isEmpty()) {
      return found.test();
    }
    PictureSource test = Datasets.pictures(options.test()).measured();
    boolean other = found.test().filter(own -> !own.origin().equals(test.origin())).isPresent();
    notes.add("test part: " + options.test() + (other ? ", not that of " + options.data() : ""));
    return Optional.of(test);
  }

  private static void refuseOthers(PictureSource test, List<String> classes, DataOptions options) {
    if (options.classList().isEmpty()) {
      PictureEncoder.refuseUnknown(test, classes);
    }
  }

  @Override
  public String name() {
    return report.dataset();
  }

  @Override
  public String sha256() {
    return test.map(t -> FileScan.sha256(main.sha256() + t.sha256())).orElse(main.sha256());
  }

  @Override
  public DataReport report() {
    return report;
  }

  @Override
  public int examples() {
    return report.rowsUsed();
  }

  @Override
  public Prepared prepare(long seed) {
    int[] rows = IntStream.range(0, main.size()).toArray();
    boolean separate = test.isPresent();
    SplitRatio ratio = ratio(options, rows.length, separate);
    Partition parts = Partition.of(rows, main.labels(), classes.size(), ratio, separate, seed);
    PixelScale scale = PixelScale.fit(main, parts.train());
    PictureEncoder plain = new PictureEncoder(main.form(), scale, classes, "");
    Augmented train = Augmented.train(plain.examples(main, parts.train()), options.augment());
    PictureEncoder encoder =
        new PictureEncoder(main.form(), scale, classes, train.how().toString());
    Examples tested =
        test.map(t -> encoder.examples(t, PictureEncoder.all(t)))
            .orElseGet(() -> encoder.examples(main, parts.test()));
    return new Prepared(
        new Splits(train, encoder.examples(main, parts.validation()), tested),
        encoder,
        choices(train.how(), ratio));
  }

  private Map<String, String> choices(Augmentation augmentation, SplitRatio ratio) {
    Map<String, String> choices = new HashMap<>();
    choices.put("size", new PictureSize(main.form().height(), main.form().width()).toString());
    choices.put("fit", main.form().fit().toString());
    choices.put("augment", augmentation.toString());
    if (options.split().isEmpty() && ratio.test() > 0) { // else the folder's own test part
      choices.put("split", ratio.toString());
    }
    return choices;
  }
}
