package org.menagerie.report.page;

import java.util.ArrayList;
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

  /**
   * A titled stretch of a page.
   *
   * @param part the larger part that it belongs to; empty on pages without parts
   * @param title may be empty
   */
  public record Section(String part, String title, List<Block> blocks) {
    public Section {
      blocks = List.copyOf(blocks);
    }

    /** A section of a page without parts. */
    public Section(String title, List<Block> blocks) {
      this("", title, blocks);
    }
  }

  /** Sections in a row that belong together. */
  public record Part(String title, List<Section> sections) {}

  /** The sections by their parts, in the order of the page. */
  public List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (Section section : sections) {
      if (parts.isEmpty() || !parts.get(parts.size() - 1).title().equals(section.part())) {
        parts.add(new Part(section.part(), new ArrayList<>()));
      }
      parts.get(parts.size() - 1).sections().add(section);
    }
    return parts;
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
