package org.menagerie.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Splits;

/** A text whose next character is to be predicted; its end is the test part. */
final class SymbolDataset implements Dataset {
  private static final int STEPS = 64;
  private static final int FEWEST = 100; // characters

  private final SourceText source;
  private final int[] characters;
  private final SymbolEncoder encoder;
  private final int validation; // where parts begin
  private final int test;
  private final DataReport report;

  private SymbolDataset(String name, SourceText source, DataOptions options) {
    this.source = source;
    characters = source.whole().codePoints().toArray();
    int n = characters.length;
    if (n < FEWEST) {
      throw new InvalidInputException(
          source.name() + " has " + n + " characters; at least " + FEWEST + " are needed");
    }
    SplitRatio ratio = options.ratio(n, false);
    test = n - Math.max(2, ratio.testOf(n, false));
    validation = test - Math.max(2, ratio.validationOf(n, false));
    int asked = options.maxLength().isEmpty() ? STEPS : options.count("max-length", 2);
    int steps = Math.min(asked, Math.max(2, validation / 4));
    encoder = SymbolEncoder.fit(steps, Arrays.copyOf(characters, validation));
    String target =
        String.format(
            Locale.ROOT,
            "%,d characters -> the next of %d symbols, in windows of %d",
            n,
            encoder.target().size(),
            steps);
    report = new DataReport(name, source.name(), n, n, Map.of(), List.of(), target, source.notes());
  }

  static Dataset open(DataOptions options) {
    options.refuseUnused("a text to go on with", Set.of("max-length"));
    options.refuse("label", options.label(), "a text to go on with");
    options.refuse("drop", options.drop(), "a text to go on with");
    options.refuse("test", options.test(), "a text to go on with, whose end is the test part");
    java.nio.file.Path path = Datasets.dataPath(options.data());
    return new SymbolDataset(Datasets.stem(path), SourceText.of(path), options);
  }

  @Override
  public String name() {
    return report.dataset();
  }

  @Override
  public String sha256() {
    return source.sha256();
  }

  @Override
  public DataReport report() {
    return report;
  }

  @Override
  public int examples() {
    return characters.length;
  }

  /** Parts by position; the seed has no say. */
  @Override
  public Prepared prepare(long seed) {
    return new Prepared(
        new Splits(part(0, validation), part(validation, test), part(test, characters.length)),
        encoder);
  }

  private SymbolExamples part(int from, int to) {
    int[] part = Arrays.copyOfRange(characters, from, to);
    return new SymbolExamples(encoder.input(), encoder.target(), encoder.tokens(part), part);
  }
}
