package org.menagerie.search.space;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.menagerie.core.HyperParameter.Choice;
import org.menagerie.core.HyperParameter.Range;
import org.menagerie.core.HyperParameter.Real;
import org.menagerie.core.HyperParameter.Whole;
import org.menagerie.core.InvalidInputException;

/**
 * A range as a user writes it: {@code log:1e-4..1e-1}, {@code real:0..0.5}, {@code int:1..4},
 * {@code logint:16..256}, {@code choice:16,32,64}, or {@code choice:64|64,64} where values have
 * commas; with {@code if optimizer=nesterov|momentum} behind it, only then.
 */
public final class SpaceSpec {
  private static final Pattern FORM = Pattern.compile("(\\w+):(.*?)(?:\\s+if\\s+([\\w-]+)=(.+))?");
  private static final Pattern DANGLING = Pattern.compile(".*\\sif(\\s.*)?");
  private static final String TAKES =
      "log:LOW..HIGH, real:LOW..HIGH, int:LOW..HIGH, logint:LOW..HIGH or choice:A,B,C";

  private SpaceSpec() {}

  /** Reads {@code key=spec}. */
  public static Parameter parse(String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 1) {
      throw new InvalidInputException("--space takes key=spec, was '" + assignment + "'");
    }
    return parse(assignment.substring(0, equals).trim(), assignment.substring(equals + 1).trim());
  }

  /** Reads the spec of a key. */
  public static Parameter parse(String key, String spec) {
    Matcher form = FORM.matcher(spec);
    if (!form.matches()) {
      throw refused(key, spec);
    }
    if (form.group(3) == null && DANGLING.matcher(spec).matches()) {
      throw new InvalidInputException(
          "condition of " + key + " must be 'if KEY=VALUE', was '" + spec + "'");
    }
    Optional<Condition> condition =
        Optional.ofNullable(form.group(3)).map(on -> new Condition(on, split(form.group(4), "|")));
    return new Parameter(key, range(key, spec, form.group(1), form.group(2).trim()), condition);
  }

  private static Range range(String key, String spec, String kind, String text) {
    return switch (kind) {
      case "choice" -> new Choice(split(text, text.contains("|") ? "|" : ","));
      case "log", "real" -> {
        String[] ends = ends(key, spec, text);
        yield new Real(number(key, ends[0]), number(key, ends[1]), kind.equals("log"));
      }
      case "int", "logint" -> {
        String[] ends = ends(key, spec, text);
        yield new Whole(whole(key, ends[0]), whole(key, ends[1]), kind.equals("logint"));
      }
      default -> throw refused(key, spec);
    };
  }

  private static String[] ends(String key, String spec, String text) {
    String[] ends = text.split("\\.\\.", -1);
    if (ends.length != 2) {
      throw refused(key, spec);
    }
    return ends;
  }

  private static List<String> split(String text, String separator) {
    return Stream.of(text.split(Pattern.quote(separator), -1))
        .map(String::trim)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  private static double number(String key, String text) {
    try {
      double number = Double.parseDouble(text.trim());
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "range of " + key + " must have numbers as its ends, was '" + text + "'", e);
    }
    throw new InvalidInputException(
        "range of " + key + " must have finite numbers as its ends, was '" + text + "'");
  }

  private static int whole(String key, String text) {
    try {
      return Integer.parseInt(text.trim());
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "range of " + key + " must have whole numbers as its ends, was '" + text + "'", e);
    }
  }

  private static InvalidInputException refused(String key, String spec) {
    return new InvalidInputException(
        "range of " + key + " must be " + TAKES + ", was '" + spec + "'");
  }
}
