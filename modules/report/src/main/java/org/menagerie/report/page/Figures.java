package org.menagerie.report.page;

import java.util.List;

/** The numbers that matter most, large. */
public record Figures(List<Figure> figures) implements Block {
  public Figures {
    figures = List.copyOf(figures);
  }

  /**
   * A number.
   *
   * @param detail what stands under it; may be empty
   */
  public record Figure(String name, String value, String detail) {}

  @Override
  public String kind() {
    return "figures";
  }
}
