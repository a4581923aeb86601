package org.menagerie.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells the kinds of sequences apart. */
final class SequenceData {
  private SequenceData() {}

  /** The data set, where it is made of sequences. */
  static Optional<Dataset> open(DataOptions options) {
    String data = options.data();
    if (options.task().equals("next")) {
      return Optional.of(SymbolDataset.open(options));
    }
    if (options.task().equals("events")) {
      return Optional.of(EventDataset.open(options));
    }
    if (SyntheticControl.named(data)) {
      return Optional.of(SyntheticControl.dataset(options));
    }
    if (Datasets.named(data).isEmpty() && ts(data)) {
      return Optional.of(TsDataset.open(options));
    }
    if (!options.sequenceId().isEmpty()) {
      Path path = Datasets.dataPath(data);
      return Optional.of(
          LongDataset.open(Datasets.stem(path), Datasets.locate(data, List.of()), options));
    }
    Optional<BuiltIn> known = Datasets.named(data);
    DataOptions asked = known.flatMap(BuiltInSeries::of).map(b -> b.over(options)).orElse(options);
    if (!asked.horizon().isEmpty()) {
      String name =
          known.map(BuiltIn::name).orElseGet(() -> Datasets.stem(Datasets.dataPath(data)));
      return Optional.of(ForecastDataset.open(name, Datasets.locate(data, List.of()), asked));
    }
    return Optional.empty();
  }

  private static boolean ts(String data) {
    String name = data.toLowerCase(Locale.ROOT);
    return name.endsWith(".ts") || name.endsWith(".ts.gz");
  }

  /** What to say of NAME_TEST beside NAME_TRAIN, which is read only when it is asked for. */
  static Optional<String> testBeside(Path train) {
    String name = String.valueOf(train.getFileName());
    Path test = train.resolveSibling(name.replaceFirst("_TRAIN(?=\\.)", "_TEST"));
    return !test.equals(train) && Files.exists(test)
        ? Optional.of(
            test.getFileName() + " lies beside it and is not read; --test names a test part")
        : Optional.empty();
  }
}
