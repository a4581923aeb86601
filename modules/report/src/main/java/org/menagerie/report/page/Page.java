package org.menagerie.report.page;

import java.util.List;

/**
 * A report.
 *
 * @param summary one or two sentences under the title; may be empty
 */
public record Page(String title, String summary, List<Section> sections) {
  public Page {
    sections = List.copyOf(sections);
  }

  /** A titled part of a page. */
  public record Section(String title, List<Block> blocks) {
    public Section {
      blocks = List.copyOf(blocks);
    }
  }

  /** All charts, in the order of the page. */
  public List<Chart> charts() {
    return sections.stream()
        .flatMap(section -> section.blocks().stream())
        .filter(Chart.class::isInstance)
        .map(Chart.class::cast)
        .toList();
  }
}
