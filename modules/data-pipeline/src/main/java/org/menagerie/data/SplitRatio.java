package org.menagerie.data;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.menagerie.core.InvalidInputException;

/** Percentages of the training, validation and test parts. */
record SplitRatio(int train, int validation, int test) {
  private static final Pattern FORM = Pattern.compile("\\s*(\\d{1,3})/(\\d{1,3})/(\\d{1,3})\\s*");

  /**
   * Reads "60/20/20".
   *
   * @param separateTest whether the test part is a file of its own; only then may the third be 0
   */
  static SplitRatio parse(String text, boolean separateTest) {
    Matcher m = FORM.matcher(text);
    if (m.matches()) {
      SplitRatio r = new SplitRatio(part(m, 1), part(m, 2), part(m, 3));
      boolean fits = r.train > 0 && r.validation > 0 && (r.test > 0 || separateTest);
      if (fits && r.train + r.validation + r.test == 100) {
        return r;
      }
    }
    throw new InvalidInputException(
        "split must be three positive percentages that sum to 100, such as 60/20/20"
            + " (the last may be 0 with a separate test file), was "
            + Phrases.quote(text));
  }

  /** The larger the data set, the smaller the share that measuring needs. */
  static SplitRatio forSize(int examples, boolean separateTest) {
    int held = examples < 1_000 ? 20 : examples <= 10_000 ? 15 : 10;
    return separateTest
        ? new SplitRatio(100 - held, held, 0)
        : new SplitRatio(100 - 2 * held, held, held);
  }

  /** The validation part's share of {@code n} examples; with a separate file, all else trains. */
  int validationOf(int n, boolean separateTest) {
    int whole = separateTest ? train + validation : 100;
    return Math.toIntExact(Math.round((double) n * validation / whole));
  }

  /** The test part's share of {@code n} examples. */
  int testOf(int n, boolean separateTest) {
    return separateTest ? 0 : Math.toIntExact(Math.round((double) n * test / 100));
  }

  /** The parts in the order that options name them, without a test part that is kept apart. */
  String shown(boolean separateTest) {
    return separateTest ? train + "/" + validation : toString();
  }

  @Override
  public String toString() {
    return train + "/" + validation + "/" + test;
  }

  private static int part(Matcher m, int group) {
    return Integer.parseInt(m.group(group));
  }
}
