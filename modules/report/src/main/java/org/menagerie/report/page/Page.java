package org.menagerie.report.page;

import java.util.List;
import java.util.stream.Stream;

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
    return blocks().filter(Chart.class::isInstance).map(Chart.class::cast).toList();
  }

  /** Whether some table can be sorted. */
  public boolean sortable() {
    return blocks().anyMatch(block -> block instanceof Table table && table.sortable());
  }

  /** All blocks, those in columns one by one. */
  Stream<Block> blocks() {
    return sections.stream()
        .flatMap(section -> section.blocks().stream())
        .flatMap(
            block ->
                block instanceof Columns columns ? columns.blocks().stream() : Stream.of(block));
  }
}
