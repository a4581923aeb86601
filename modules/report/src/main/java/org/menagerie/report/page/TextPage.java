package org.menagerie.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A page as plain text for a terminal. */
public final class TextPage {
  private static final int WIDTH = 96;
  private static final int WIDE = 120;

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
    } else if (block instanceof Chart chart) {
      chart(chart);
    } else if (block instanceof Columns columns) {
      columns.blocks().forEach(this::block);
    } else {
      paragraph(text(block));
    }
  }

  private void chart(Chart chart) {
    if (chart instanceof HeatMap map) {
      table(map.table());
    } else if (chart instanceof ScatterChart scatter) {
      out.append(TextPlot.of(scatter.lines())).append('\n');
    } else if (chart instanceof BarChart bars) {
      out.append(TextPlot.of(bars)).append('\n');
    } else {
      out.append(TextPlot.of((LineChart) chart)).append('\n');
    }
  }

  /** What a terminal can show of blocks made for browsers. */
  private static String text(Block block) {
    if (block instanceof Figures figures) {
      return figures.figures().stream()
          .map(figure -> figure.name() + " " + figure.value())
          .collect(Collectors.joining(", "));
    } else if (block instanceof Gallery gallery) {
      return gallery.tiles().stream()
          .map(tile -> tile.title() + " (" + tile.detail() + ")")
          .collect(Collectors.joining(", ", gallery.caption() + ": ", ""));
    } else if (block instanceof Words words) {
      return words.caption() + ": " + words.joined();
    }
    return ((Links) block)
        .links().stream().map(Links.Link::text).collect(Collectors.joining(", ", "Files: ", ""));
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
    if (Arrays.stream(widths).sum() + 2 * widths.length > WIDE) {
      stacked(table);
      return;
    }
    for (int row = 0; row < lines.size(); row++) {
      line(lines.get(row), table, widths);
    }
    out.append('\n');
  }

  /** Each row as lines of its own: the first cell, then the others by their names. */
  private void stacked(Table table) {
    int names = table.header().stream().mapToInt(TextPage::width).max().orElse(0);
    for (List<Table.Cell> row : table.rows()) {
      out.append("  ").append(row.get(0).plain()).append('\n');
      for (int i = 1; i < row.size(); i++) {
        String name = table.header().get(i);
        out.append("    ").append(name).append(" ".repeat(names - width(name) + 2));
        out.append(row.get(i).plain()).append('\n');
      }
    }
    out.append('\n');
  }

  private void line(List<String> texts, Table table, int[] widths) {
    StringBuilder line = new StringBuilder("  ");
    for (int i = 0; i < widths.length; i++) {
      String gap = " ".repeat(widths[i] - width(texts.get(i)));
      boolean right = table.numeric(i);
      line.append(right ? gap : "").append(texts.get(i)).append(right ? "" : gap).append("  ");
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
