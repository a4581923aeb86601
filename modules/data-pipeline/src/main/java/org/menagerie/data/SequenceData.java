package org.menagerie.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Tells the kinds of sequences apart. */
final class SequenceData {
  private SequenceData() {}

  /** The data set, where it is made of sequences. */
  static Optional<Dataset> open(DataOptions options) {
    String data = options.data();
    if (SyntheticControl.named(data)) {
      return Optional.of(SyntheticControl.dataset(options));
    }
    if (Datasets.named(data).isEmpty() && ts(data)) {
      return Optional.of(TsDataset.open(options));
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
