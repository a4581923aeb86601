package org.menagerie.report.page;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Linear notation made pleasant for a terminal. */
final class LinearText {
  private static final Pattern INDEX = Pattern.compile("_(\\d)(?![\\d.])");
  private static final Pattern POWER = Pattern.compile("\\^(\\d)(?![\\d.])");
  private static final Pattern SIMPLE_GROUP = Pattern.compile("\\{(\\p{L}+|\\d+)\\}");

  private LinearText() {}

  static String of(String source) {
    String text = SIMPLE_GROUP.matcher(source).replaceAll("$1");
    text = digits(INDEX, text, "₀₁₂₃₄₅₆₇₈₉");
    text = digits(POWER, text, "⁰¹²³⁴⁵⁶⁷⁸⁹");
    return text.replace('{', '(')
        .replace('}', ')')
        .replace("\"", "")
        .replace("sqrt(", "√(")
        .replaceAll(" {2,}", " ")
        .replace(" ,", ",")
        .trim();
  }

  private static String digits(Pattern pattern, String text, String alphabet) {
    return pattern
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    String.valueOf(alphabet.charAt(match.group(1).charAt(0) - '0'))));
  }
}
