package org.menagerie.report.page;

import java.util.List;
import java.util.stream.Collectors;

/** A page as plain text for a terminal. */
public final class TextPage {
  private static final int EASY_TO_READ = 96;

  private final StringBuilder out = new StringBuilder();
  private final Screen screen;

  private TextPage(Screen screen) {
    this.screen = screen;
  }

  /** The page's text, ending in a line break; no line is wider than the screen. */
  public static String render(Page page, Screen screen) {
    TextPage text = new TextPage(screen);
    text.heading(page.title(), '=');
    text.paragraph(page.summary());
    for (Page.Part part : page.parts()) {
      text.heading(part.title(), '=');
      for (Page.Section section : part.sections()) {
        text.heading(section.title(), '-');
        section.blocks().forEach(text::block);
      }
    }
    return text.out.toString();
  }

  private void heading(String title, char rule) {
    if (!title.isEmpty()) {
      List<String> lines = Wrap.lines(screen.shown(title), screen.width());
      lines.forEach(line -> out.append(line).append('\n'));
      int longest = lines.stream().mapToInt(Wrap::width).max().orElse(0);
      out.append(String.valueOf(rule).repeat(longest)).append("\n\n");
    }
  }

  private void block(Block block) {
    if (block instanceof Paragraph paragraph) {
      paragraph(paragraph.text());
    } else if (block instanceof Formula formula) {
      formula(screen.shown(formula.text()));
    } else if (block instanceof Note note) {
      paragraph(mark(note.tone()) + note.text());
    } else if (block instanceof Table table) {
      table(table);
    } else if (block instanceof Chart chart) {
      chart(chart);
    } else if (block instanceof RankDiagram ranks) {
      table(ranks.table());
    } else if (block instanceof Columns columns) {
      columns.blocks().forEach(this::block);
    } else {
      paragraph(text(block));
    }
  }

  private void table(Table table) {
    paragraph(table.caption());
    out.append(TextTable.of(table, screen)).append('\n');
  }

  private void chart(Chart chart) {
    if (chart instanceof HeatMap map) {
      table(map.table());
    } else if (chart instanceof ScatterChart scatter) {
      out.append(TextPlot.of(scatter.lines(), screen)).append('\n');
    } else if (chart instanceof BarChart bars) {
      out.append(TextPlot.of(bars, screen)).append('\n');
    } else {
      out.append(TextPlot.of((LineChart) chart, screen)).append('\n');
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
    if (!text.isEmpty()) {
      Wrap.lines(screen.shown(text), Math.min(EASY_TO_READ, screen.width()))
          .forEach(line -> out.append(line).append('\n'));
      out.append('\n');
    }
  }

  // what does not fit its line goes on further in
  private void formula(String text) {
    List<String> lines = Wrap.lines(text, screen.width() - 8);
    for (int i = 0; i < lines.size(); i++) {
      out.append(i == 0 ? "    " : "        ").append(lines.get(i)).append('\n');
    }
    out.append('\n');
  }
}
