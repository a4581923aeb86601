package org.menagerie.testkit;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.Splits;
import org.menagerie.core.Target;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Digits, a separator and an answer to be told symbol by symbol: the digits in order, or again.
 *
 * <p>Of n digits an example has 2n steps: {@code 3 1 2 | 1 2} with the next symbols {@code 1 2 | 1
 * 2 3}. The label mask is set on the last n steps alone, for the digits themselves are chance.
 */
public final class DigitSequences implements Examples {
  private static final int DIGITS = 10;
  private static final int FIRST = 2; // 0 is padding, 1 stands for unknown symbols
  private static final List<String> SYMBOLS =
      Stream.concat(IntStream.range(0, DIGITS).mapToObj(Integer::toString), Stream.of("|"))
          .toList();

  /** What is to be said after the separator. */
  public enum Answer {
    /** The digits from the smallest on. */
    SORTED,
    /** The digits as they came. */
    COPIED
  }

  private final Answer answer;
  private final List<String> questions;
  private final int digits;

  private DigitSequences(Answer answer, List<String> questions) {
    this.answer = answer;
    this.questions = questions;
    this.digits = questions.get(0).length();
  }

  /** Three parts without a question in common; validation and test have {@code heldOut} each. */
  public static Splits splits(Answer answer, int digits, int train, int heldOut, long seed) {
    int all = train + 2 * heldOut;
    if (2 * (double) all > Math.pow(DIGITS, digits)) {
      throw new IllegalArgumentException(
          all + " different sequences of " + digits + " digits are more than half of all");
    }
    SplittableRandom random = new SplittableRandom(seed);
    Set<String> different = new LinkedHashSet<>();
    while (different.size() < all) {
      StringBuilder question = new StringBuilder();
      for (int i = 0; i < digits; i++) {
        question.append(random.nextInt(DIGITS));
      }
      different.add(question.toString());
    }
    List<String> questions = List.copyOf(different);
    return new Splits(
        new DigitSequences(answer, questions.subList(0, train)),
        new DigitSequences(answer, questions.subList(train, train + heldOut)),
        new DigitSequences(answer, questions.subList(train + heldOut, all)));
  }

  @Override
  public InputShape input() {
    return new InputShape.Tokens(2 * digits, FIRST + SYMBOLS.size());
  }

  @Override
  public Target target() {
    return new Target.NextSymbol(SYMBOLS);
  }

  @Override
  public int size() {
    return questions.size();
  }

  /** The digits of an example. */
  public String question(int row) {
    return questions.get(row);
  }

  /** What is to be said after the digits of an example. */
  public String answer(int row) {
    if (answer == Answer.COPIED) {
      return question(row);
    }
    char[] sorted = question(row).toCharArray();
    Arrays.sort(sorted);
    return new String(sorted);
  }

  @Override
  public DataSet batch(int[] rows) {
    int steps = 2 * digits;
    INDArray features = Nd4j.create(DataType.FLOAT, rows.length, steps);
    INDArray labels = Nd4j.create(DataType.FLOAT, rows.length, SYMBOLS.size(), steps);
    INDArray mask = Nd4j.create(DataType.FLOAT, rows.length, steps);
    for (int n = 0; n < rows.length; n++) {
      String text = question(rows[n]) + "|" + answer(rows[n]);
      for (int t = 0; t < steps; t++) {
        features.putScalar(n, t, FIRST + SYMBOLS.indexOf(text.substring(t, t + 1)));
        labels.putScalar(n, SYMBOLS.indexOf(text.substring(t + 1, t + 2)), t, 1);
        mask.putScalar(n, t, t < digits ? 0 : 1);
      }
    }
    return new DataSet(features, labels, null, mask);
  }
}
