package org.menagerie.report.comparison;

import org.menagerie.report.run.Names;

/** Names that others chose, so that they are no more than text wherever they stand. */
final class Plain {
  private Plain() {}

  /** For a terminal or a page: no control characters, no say in the text around it. */
  static String shown(String name) {
    return Names.isolated(Names.harmless(name));
  }

  /** For a table in Markdown, of a text that is {@link #shown} already. */
  static String markdown(String text) {
    return text.replaceAll("([\\\\`*_{}\\[\\]<>#|&~!])", "\\\\$1");
  }

  /** For a cell of a CSV file: what a spreadsheet would take for a formula starts with an '. */
  static String csv(String text) {
    boolean number = text.matches("[-+]?[\\d.,]+([eE][-+]?\\d+)?%?");
    return !number && text.matches("(?s)[=+\\-@\\t\\r\\n\\uff1d\\uff0b\\uff0d\\uff20].*")
        ? "'" + text
        : text;
  }
}
