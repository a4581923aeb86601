package org.menagerie.report.page;

/** Running text. */
public record Paragraph(String text) implements Block {

  @Override
  public String kind() {
    return "paragraph";
  }
}
