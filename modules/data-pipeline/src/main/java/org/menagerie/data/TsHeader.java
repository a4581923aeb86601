package org.menagerie.data;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.menagerie.core.InvalidInputException;

/** The header of a `.ts` file, read line by line: what it says about the series below it. */
final class TsHeader {
  private final SourceText text;
  private final Set<String> classes = new LinkedHashSet<>(); // empty: not said
  private boolean begun;
  private boolean ended;
  private boolean equal;
  private boolean labelled;
  private boolean numeric;
  private int dimensions;

  TsHeader(SourceText text) {
    this.text = text;
  }

  /** Whether {@code @data} has been read. */
  boolean ended() {
    return ended;
  }

  /** Whether series are said to be of equal length. */
  boolean equalLengths() {
    return equal;
  }

  /** Whether series have labels. */
  boolean labelled() {
    return labelled;
  }

  /** Whether labels are numbers to predict rather than classes. */
  boolean numeric() {
    return numeric;
  }

  /** Numbers of a step; 0: not said. */
  int dimensions() {
    return dimensions;
  }

  /** Whether a text is a class by the header's letter. */
  boolean declares(String label) {
    return classes.contains(label);
  }

  /** Reads a line above {@code @data} that is neither empty nor a comment. */
  void line(String line, int number) {
    if (!line.startsWith("@")) {
      if (begun) {
        throw refused(number, "a series before @data");
      }
      throw new InvalidInputException(
          text.name() + " is no .ts file: line " + number + " is no header such as @problemName");
    }
    begun = true;
    String[] words = line.split("\\s+", -1);
    String value = words.length > 1 ? words[1].toLowerCase(Locale.ROOT) : "";
    switch (words[0].toLowerCase(Locale.ROOT)) {
      case "@data" -> ended = true;
      case "@timestamps" -> refuseStamps(flag(value, words[0], number), number);
      case "@univariate" -> dimensions = flag(value, words[0], number) ? 1 : dimensions;
      case "@dimensions", "@dimension" -> dimensions = count(value, words[0], number);
      case "@classlabel" -> {
        labelled |= flag(value, words[0], number);
        classes.addAll(List.of(words).subList(Math.min(2, words.length), words.length));
        classes.remove("");
      }
      case "@equallength" -> equal = flag(value, words[0], number);
      case "@targetlabel" -> {
        numeric = flag(value, words[0], number);
        labelled |= numeric;
      }
      default -> {} // names, @missing and @seriesLength: the data itself tells
    }
  }

  /** Refuses steps with time stamps of their own. */
  void refuseStamps(boolean stamps, int number) {
    if (stamps) {
      throw refused(
          number,
          "@timeStamps true: (time,value) pairs are not read; write the values alone, or a CSV with"
              + " --sequence-id and --time");
    }
  }

  /** Refuses a label that is none of the classes, where they are declared. */
  void refuseUndeclared(String label, int number) {
    if (!classes.isEmpty()
        && classes.stream().noneMatch(c -> Cells.canonical(c).equals(Cells.canonical(label)))) {
      throw refused(
          number,
          "class "
              + Phrases.quote(label)
              + " is not one of @classLabel: "
              + Phrases.list(classes, 12));
    }
  }

  /** What is wrong with a line. */
  InvalidInputException refused(int line, String why) {
    return new InvalidInputException(text.name() + " line " + line + ": " + why);
  }

  private boolean flag(String value, String key, int number) {
    if (!value.equals("true") && !value.equals("false")) {
      throw refused(number, key + " must be true or false, was " + Phrases.quote(value));
    }
    return value.equals("true");
  }

  private int count(String value, String key, int number) {
    double count = Cells.number(value);
    if (!(count >= 1 && count <= 1_000_000) || count != Math.rint(count)) {
      throw refused(number, key + " must be a positive whole number, was " + Phrases.quote(value));
    }
    return (int) count;
  }
}
