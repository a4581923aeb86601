package org.menagerie.report.page;

import java.util.ArrayList;
import java.util.List;

/** A page as plain text for a terminal. */
public final class TextPage {
  private static final int WIDTH = 96;

  private final StringBuilder out = new StringBuilder();

  private TextPage() {}

  /** The page's text, ending in a line break. */
  public static String render(Page page) {
    TextPage text = new TextPage();
    text.heading(page.title(), '=');
    text.paragraph(page.summary());
    for (Page.Section section : page.sections()) {
      text.heading(section.title(), '-');
      section.blocks().forEach(text::block);
    }
    return text.out.toString();
  }

  private void heading(String title, char rule) {
    if (!title.isEmpty()) {
      out.append(title).append('\n');
      out.append(String.valueOf(rule).repeat(width(title))).append("\n\n");
    }
  }

  private void block(Block block) {
    if (block instanceof Paragraph paragraph) {
      paragraph(paragraph.text());
    } else if (block instanceof Formula formula) {
      out.append("    ").append(formula.text()).append("\n\n");
    } else if (block instanceof Note note) {
      paragraph(mark(note.tone()) + note.text());
    } else if (block instanceof Table table) {
      table(table);
    } else if (block instanceof LineChart chart) {
      out.append(TextPlot.of(chart)).append('\n');
    } else {
      out.append(TextPlot.of((BarChart) block)).append('\n');
    }
  }

  private static String mark(Tone tone) {
    return switch (tone) {
      case PLAIN -> "";
      case GOOD -> "✓ ";
      case BAD -> "✗ ";
    };
  }

  private void paragraph(String text) {
    if (text.isEmpty()) {
      return;
    }
    int column = 0;
    for (String word : text.trim().split("\\s+", -1)) {
      if (column > 0 && column + 1 + width(word) > WIDTH) {
        out.append('\n');
        column = 0;
      }
      if (column > 0) {
        out.append(' ');
        column++;
      }
      out.append(word);
      column += width(word);
    }
    out.append("\n\n");
  }

  private void table(Table table) {
    if (!table.caption().isEmpty()) {
      paragraph(table.caption());
    }
    List<List<String>> lines = new ArrayList<>();
    lines.add(table.header());
    table.rows().forEach(row -> lines.add(row.stream().map(Table.Cell::plain).toList()));
    int[] widths = new int[table.header().size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(line.get(i)));
      }
    }
    for (int row = 0; row < lines.size(); row++) {
      line(lines.get(row), row == 0 ? null : table.rows().get(row - 1), widths);
    }
    out.append('\n');
  }

  private void line(List<String> texts, List<Table.Cell> cells, int[] widths) {
    StringBuilder line = new StringBuilder("  ");
    for (int i = 0; i < widths.length; i++) {
      String gap = " ".repeat(widths[i] - width(texts.get(i)));
      boolean right = cells != null && cells.get(i).number();
      line.append(right ? gap : "").append(texts.get(i)).append(right ? "" : gap).append("  ");
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
