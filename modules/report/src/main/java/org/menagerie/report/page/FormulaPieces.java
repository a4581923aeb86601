package org.menagerie.report.page;

import java.util.ArrayList;
import java.util.List;

/** Where a long formula may break: after commas, before signs and words, outside parentheses. */
final class FormulaPieces {
  private static final int LONG = 20;
  private static final String SIGNS = "=←+-≤≥<";

  private final String source;
  private final List<String> pieces = new ArrayList<>();
  private int start;
  private int depth;
  private char bar;

  private FormulaPieces(String source) {
    this.source = source;
  }

  /** The formula's text in pieces; one where it is short. */
  static List<String> of(String source) {
    return source.length() <= LONG ? List.of(source) : new FormulaPieces(source).split();
  }

  private List<String> split() {
    for (int at = 0; at < source.length(); at++) {
      char c = source.charAt(at);
      if (c == '"') {
        cutBefore(at);
        int end = source.indexOf('"', at + 1);
        at = end < 0 ? source.length() : end; // an open quote is for the reader to refuse
      } else if (c == '|' || c == '‖') {
        depth += bar == c ? -1 : 1;
        bar = bar == c ? '\0' : c;
      } else if ("({[".indexOf(c) >= 0) {
        depth++;
      } else if (")}]".indexOf(c) >= 0) {
        depth--;
      } else if (c == ',') {
        cutBefore(at + 1);
      } else if (SIGNS.indexOf(c) >= 0 && source.startsWith(" ", at + 1)) {
        cutBefore(at);
      }
    }
    cutBefore(source.length());
    return pieces;
  }

  private void cutBefore(int at) {
    if (depth == 0 && !source.substring(start, Math.min(at, source.length())).isBlank()) {
      pieces.add(source.substring(start, at));
      start = at;
    } else if (at == source.length()) { // an open parenthesis, too, is for the reader to refuse
      pieces.add(source.substring(start));
    }
  }
}
